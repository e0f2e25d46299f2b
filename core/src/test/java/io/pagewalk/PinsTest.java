package io.pagewalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.Pins.Met;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinsTest {

  @Test
  void aPinIsMetOnceAndNoOtherRow() {
    Pins pins = new Pins(9);
    assertThat(pins.addAll(List.of("a", "b"))).isTrue();

    assertThat(pins.meet("x")).isEqualTo(Met.NOT);
    assertThat(pins.meet("a")).isEqualTo(Met.IN_ORDER);
    assertThat(pins.meet("a")).isEqualTo(Met.NOT);
    assertThat(pins.snapshot()).containsExactly("b");
  }

  @Test
  void addingNoneForgetsNone() {
    Pins pins = new Pins(0);

    assertThat(pins.addAll(List.of())).isTrue();

    assertThat(pins.snapshot()).isEmpty();
    assertThat(pins.meet("a")).isEqualTo(Met.NOT);
  }

  @Test
  void forgetsTheEldestBeyondItsBoundAndSaysSo() {
    Pins pins = new Pins(3);
    assertThat(pins.addAll(List.of("a", "b"))).isTrue();
    assertThat(pins.addAll(List.of("c"))).isTrue();

    assertThat(pins.addAll(List.of("d", "e"))).isFalse();

    assertThat(pins.snapshot()).containsExactly("c", "d", "e");
    assertThat(pins.meet("a")).isEqualTo(Met.NOT);
  }

  @Test
  void ofMoreThanItHoldsAtOnceItKeepsTheLast() {
    Pins pins = new Pins(2);

    assertThat(pins.addAll(List.of("a", "b", "c"))).isFalse();

    assertThat(pins.snapshot()).containsExactly("b", "c");
  }

  @Test
  void theOrderOfWhatWasPinnedTogetherIsKnown() {
    Pins pins = new Pins(9);
    pins.addAll(List.of("a", "b", "c"));

    assertThat(pins.meet("b")).isEqualTo(Met.IN_ORDER);
    assertThat(pins.meet("c")).isEqualTo(Met.IN_ORDER);
    assertThat(pins.meet("a")).isEqualTo(Met.OUT_OF_ORDER);
  }

  @Test
  void theOrderOfWhatWasPinnedApartIsNotKnown() {
    Pins pins = new Pins(9);
    pins.addAll(List.of("a"));
    pins.addAll(List.of("b"));

    assertThat(pins.meet("b")).isEqualTo(Met.IN_ORDER);
    assertThat(pins.meet("a")).isEqualTo(Met.IN_ORDER);
  }

  @Test
  void anotherPageMayLieBeforeTheOneThatWasMet() {
    Pins pins = new Pins(9);
    pins.addAll(List.of("a", "b"));

    assertThat(pins.meet("b")).isEqualTo(Met.IN_ORDER);
    pins.turnPage();
    assertThat(pins.meet("a")).isEqualTo(Met.IN_ORDER);
  }

  @Test
  void aSnapshotDoesNotChangeAndIsSharedWhileNothingDoes() {
    Pins pins = new Pins(9);
    pins.addAll(List.of("a", "b"));
    List<String> before = pins.snapshot();

    pins.meet("x");
    assertThat(pins.snapshot()).isSameAs(before);
    pins.meet("a");

    assertThat(before).containsExactly("a", "b");
    assertThat(pins.snapshot()).containsExactly("b");
    pins.addAll(List.of("c"));
    assertThat(pins.snapshot()).containsExactly("b", "c");
  }

  /** Which call pinned an id, and at which place of it. */
  private record Pinned(int group, int place) {}

  private static final class Model {
    private final Map<String, Pinned> ids = new LinkedHashMap<>();
    private Pinned last = new Pinned(-1, -1);
    private int groups;

    boolean addAll(List<String> more, int most) {
      groups++;
      for (int i = 0; i < more.size(); i++) {
        ids.put(more.get(i), new Pinned(groups, i));
      }
      boolean roomy = more.isEmpty() || ids.size() <= most;
      while (ids.size() > most) {
        ids.remove(ids.keySet().iterator().next());
      }
      return roomy;
    }

    Met meet(String id) {
      Pinned pinned = ids.remove(id);
      if (pinned == null) {
        return Met.NOT;
      }
      boolean swapped = pinned.group == last.group && pinned.place < last.place;
      last = pinned;
      return swapped ? Met.OUT_OF_ORDER : Met.IN_ORDER;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 20, 1_000})
  void doesWhatAMapDoes(int most) {
    RandomGenerator random = new SplittableRandom(most);
    Pins pins = new Pins(most);
    Model model = new Model();
    int fresh = 0;
    for (int step = 0; step < 5_000; step++) {
      int pick = random.nextInt(8);
      if (pick == 0) {
        List<String> more = new ArrayList<>();
        for (int count = random.nextInt(8); count > 0; count--) {
          more.add("r" + fresh++);
        }
        assertThat(pins.addAll(more)).isEqualTo(model.addAll(more, most));
      } else if (pick == 1) {
        pins.turnPage();
        model.last = new Pinned(-1, -1);
      } else {
        String id = "r" + Math.max(0, fresh - 1 - random.nextInt(most < 20 ? 9 : 60));
        assertThat(pins.meet(id)).isEqualTo(model.meet(id));
      }
      assertThat(pins.snapshot()).containsExactlyElementsOf(model.ids.keySet());
    }
  }
}
