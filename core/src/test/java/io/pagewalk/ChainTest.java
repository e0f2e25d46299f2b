package io.pagewalk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainTest {

  /** What a chain is to do, in the plainest way. */
  private static final class Model {
    private final int most;
    private final List<String> ids = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private long forgotten;

    Model(int most) {
      this.most = most;
    }

    boolean add(String id) {
      if (!known.add(id)) {
        return false;
      }
      if (ids.size() == most) {
        known.remove(ids.remove(0));
        forgotten++;
      }
      return ids.add(id);
    }

    boolean addAll(List<String> more, int from, IntConsumer twice) {
      if (more.stream().skip(from).anyMatch(known::contains)) {
        return false;
      }
      for (int i = from; i < more.size(); i++) {
        if (!add(more.get(i))) {
          twice.accept(i);
        }
      }
      return true;
    }

    List<String> cutBehind(long place) {
      int from = (int) Math.max(0, Math.min(ids.size(), place + 1 - forgotten));
      List<String> behind = ids.subList(from, ids.size());
      List<String> cut = List.copyOf(behind);
      behind.clear();
      cut.forEach(known::remove);
      return cut;
    }

    long placeOf(String id) {
      int at = ids.indexOf(id);
      return at < 0 ? Chain.ABSENT : forgotten + at;
    }

    List<String> last(int count) {
      return List.copyOf(ids.subList(Math.max(0, ids.size() - count), ids.size()));
    }
  }

  private static Chain of(int most, String... ids) {
    Chain chain = new Chain(most);
    for (String id : ids) {
      assertThat(chain.add(id)).isTrue();
    }
    return chain;
  }

  /** All of one hash code: "Aa" and "BB" have the same. */
  private static String twin(int number) {
    StringBuilder id = new StringBuilder();
    for (int bit = 0; bit < 10; bit++) {
      id.append((number >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return id.toString();
  }

  /** Of few hash codes. */
  private static String cousin(int number) {
    return twin(number / 7) + number % 7;
  }

  private static List<String> range(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "r" + i).toList();
  }

  /** Mostly such as the chain has not, since one that it has is enough to have all refused. */
  private static List<String> some(
      RandomGenerator random, Model model, IntFunction<String> ids, int universe) {
    int most = random.nextInt(10) == 0 ? 2 * universe : 12;
    boolean onlyNew = random.nextInt(4) > 0;
    return random
        .ints(random.nextInt(most), 0, universe)
        .mapToObj(ids)
        .filter(id -> !(onlyNew && model.known.contains(id)))
        .toList();
  }

  private static void addToBoth(Chain chain, Model model, List<String> more, int from) {
    List<Integer> twice = new ArrayList<>();
    List<Integer> expectedTwice = new ArrayList<>();
    assertThat(chain.addAll(more, from, twice::add))
        .isEqualTo(model.addAll(more, from, expectedTwice::add));
    assertThat(twice).isEqualTo(expectedTwice);
  }

  private static void compare(Chain chain, Model model, IntFunction<String> ids, int universe) {
    assertThat(chain.size()).isEqualTo(model.ids.size());
    assertThat(chain.hasForgotten()).isEqualTo(model.forgotten > 0);
    assertThat(chain.last(universe)).isEqualTo(model.ids);
    for (int i = 0; i < universe; i++) {
      assertThat(chain.placeOf(ids.apply(i))).isEqualTo(model.placeOf(ids.apply(i)));
    }
    for (int i = 0; i < model.ids.size(); i++) {
      assertThat(chain.idAt(model.forgotten + i)).isEqualTo(model.ids.get(i));
    }
  }

  private static void live(int most, IntFunction<String> ids, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    int universe = 2 * Math.min(most, 400) + 20;
    Chain chain = new Chain(most);
    Model model = new Model(most);
    for (int step = 0; step < 4_000; step++) {
      int pick = random.nextInt(20);
      if (pick == 0) {
        int size = model.ids.size();
        boolean deep = random.nextInt(10) == 0;
        long place = model.forgotten + size - 1 - random.nextInt(deep ? size + 1 : size / 9 + 2);
        assertThat(chain.cutBehind(place)).isEqualTo(model.cutBehind(place));
      } else if (pick == 1) {
        int count = random.nextInt(universe);
        assertThat(chain.last(count)).isEqualTo(model.last(count));
      } else if (pick < 5) {
        List<String> more = some(random, model, ids, universe);
        addToBoth(chain, model, more, random.nextInt(Math.min(3, more.size()) + 1));
      } else {
        String id = ids.apply(random.nextInt(universe));
        assertThat(chain.placeOf(id)).isEqualTo(model.placeOf(id));
        assertThat(chain.add(id)).isEqualTo(model.add(id));
      }
      if (step % 100 == 0) {
        compare(chain, model, ids, universe);
      }
    }
    compare(chain, model, ids, universe);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 63, 64, 65, 100, 128, 129, 300, 1_000_000})
  void doesWhatAListOfItsLengthDoes(int most) {
    for (long seed = 1; seed <= 3; seed++) {
      live(most, number -> "id-" + number, seed);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 64, 100, 300})
  void tellsIdsOfOneHashCodeApart(int most) {
    live(most, ChainTest::twin, 1);
    live(most, ChainTest::cousin, 2);
  }

  @Test
  void ofMoreThanItKeepsTheLastAreKept() {
    Chain chain = of(3, "a", "b");

    assertThat(chain.addAll(List.of("c", "d", "e", "f", "g"), 0, index -> {})).isTrue();

    assertThat(chain.last(9)).containsExactly("e", "f", "g");
    assertThat(chain.placeOf("d")).isEqualTo(Chain.ABSENT);
    assertThat(chain.hasForgotten()).isTrue();
  }

  @Test
  void anIdThatStandsTwiceAmongThoseAddedIsToldAndAddedOnce() {
    Chain chain = of(9, "a");
    List<Integer> twice = new ArrayList<>();

    assertThat(chain.addAll(List.of("b", "c", "b", "d", "b", "c"), 0, twice::add)).isTrue();

    assertThat(twice).containsExactly(2, 4, 5);
    assertThat(chain.last(9)).containsExactly("a", "b", "c", "d");
  }

  @Test
  void thoseBeforeTheIndexAreNotLookedAt() {
    Chain chain = of(9, "a");
    List<Integer> twice = new ArrayList<>();

    assertThat(chain.addAll(List.of("a", "b", "b", "c", "c"), 2, twice::add)).isTrue();

    assertThat(twice).containsExactly(4);
    assertThat(chain.last(9)).containsExactly("a", "b", "c");
  }

  @Test
  void oneThatItHasIsEnoughThatNoneIsAddedAndNothingTold() {
    Chain chain = of(3, "a", "b", "c");
    List<Integer> twice = new ArrayList<>();

    assertThat(chain.addAll(List.of("d", "e", "d", "a"), 0, twice::add)).isFalse();

    assertThat(twice).isEmpty();
    assertThat(chain.last(9)).containsExactly("a", "b", "c");
    assertThat(chain.placeOf("d")).isEqualTo(Chain.ABSENT);
    assertThat(chain.hasForgotten()).isFalse();
  }

  @Test
  void addingNoneChangesNothing() {
    Chain chain = of(1, "a");

    assertThat(chain.addAll(List.of("a", "a"), 2, index -> {})).isTrue();

    assertThat(chain.last(9)).containsExactly("a");
    assertThat(chain.hasForgotten()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {700, 960, 3_000})
  void findsEveryIdAtEachLengthThatItGrowsTo(int most) {
    Chain chain = new Chain(most);
    Model model = new Model(most);
    int ids = 0;
    for (int more = 1; ids < 1_000; more += 2) {
      addToBoth(chain, model, range(ids, ids + more), 0);
      ids += more;
      compare(chain, model, number -> "r" + number, ids + 10);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 59, 60, 61, 64, 65, 100, 121, 137})
  void goesOnFromWhereverItWasCut(int length) {
    // A ring of chunks of 4 that has not grown, one that has, and one that went round.
    int most = 100;
    for (int cut = length - Math.min(length, most) - 1; cut < length; cut++) {
      Chain chain = new Chain(most);
      Model model = new Model(most);
      addToBoth(chain, model, range(0, length), 0);

      assertThat(chain.cutBehind(cut)).isEqualTo(model.cutBehind(cut));
      compare(chain, model, number -> "r" + number, length);
      // First what was cut, and then more than fills the ring.
      for (int to : new int[] {cut + 3, cut + 8, length + 3, length + 70, length + 140}) {
        addToBoth(chain, model, range((int) (model.forgotten + model.ids.size()), to), 0);
        compare(chain, model, number -> "r" + number, length + 140);
      }
    }
  }

  @Test
  void forgetsTheFirstBeyondItsLength() {
    Chain chain = of(3, "a", "b", "c");
    assertThat(chain.hasForgotten()).isFalse();

    assertThat(chain.add("d")).isTrue();

    assertThat(chain.hasForgotten()).isTrue();
    assertThat(chain.last(9)).containsExactly("b", "c", "d");
    assertThat(chain.placeOf("a")).isEqualTo(Chain.ABSENT);
  }

  @Test
  void anIdItHasIsNotAddedAndForgetsNothing() {
    Chain chain = of(2, "a", "b");

    assertThat(chain.add("a")).isFalse();

    assertThat(chain.last(2)).containsExactly("a", "b");
    assertThat(chain.hasForgotten()).isFalse();
  }

  @Test
  void anIdThatWasForgottenIsNewAgain() {
    Chain chain = of(2, "a", "b", "c");

    assertThat(chain.add("a")).isTrue();

    assertThat(chain.last(2)).containsExactly("c", "a");
    assertThat(chain.placeOf("a")).isGreaterThan(chain.placeOf("c"));
  }

  @Test
  void cutsInOrderWhatStandsBehindAPlace() {
    Chain chain = of(9, "a", "b", "c", "d");

    assertThat(chain.cutBehind(chain.placeOf("b"))).containsExactly("c", "d");

    assertThat(chain.last(9)).containsExactly("a", "b");
    assertThat(chain.hasForgotten()).isFalse();
    assertThat(chain.cutBehind(chain.placeOf("b"))).isEmpty();
  }

  @Test
  void cutsAllBehindTheListsStart() {
    Chain chain = of(2, "a", "b", "c");

    assertThat(chain.cutBehind(Chain.ABSENT)).containsExactly("b", "c");

    assertThat(chain.size()).isZero();
    assertThat(chain.last(1)).isEmpty();
    assertThat(chain.placeOf("c")).isEqualTo(Chain.ABSENT);
    assertThat(chain.hasForgotten()).as("what was forgotten stays so").isTrue();
  }

  @Test
  void givesNoMoreOfTheLastThanThereAre() {
    Chain chain = of(200, IntStream.range(0, 150).mapToObj(i -> "r" + i).toArray(String[]::new));

    assertThat(chain.last(0)).isEmpty();
    assertThat(chain.last(2)).containsExactly("r148", "r149");
    assertThat(chain.last(151)).hasSize(150).startsWith("r0").endsWith("r149");
  }
}
