package io.pagewalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotTest {

  private static final Instant NEWEST = Instant.parse("2026-03-01T12:00:00.123Z");
  private static final Instant LAST = Instant.parse("2025-03-01T12:00:00Z");
  private static final Instant UNSETTLED = Instant.parse("2026-02-01T00:00:00Z");

  private static Snapshot snapshot(int rows) {
    Fingerprints fingerprints = new Fingerprints();
    for (int row = 0; row < rows; row++) {
      fingerprints.put(Fingerprints.hash("id " + row), Fingerprints.hash("content " + row));
    }
    return new Snapshot(
        "orders of 商店", true, new CreationOrder(16, false, LAST, NEWEST), UNSETTLED, fingerprints);
  }

  @Test
  void comesBackFromItsText() {
    String json = snapshot(1_000).toJson();
    Snapshot read = Snapshot.parse(json + "\n");

    assertThat(json).startsWith("{\"pagewalk_snapshot\":1,").isPrintable().isASCII();
    assertThat(read.toJson()).isEqualTo(json);
    assertThat(read.query()).isEqualTo("orders of 商店");
    assertThat(read.rows()).isEqualTo(1_000);
    assertThat(read.complete()).isTrue();
    assertThat(read.order().isNewestFirst()).isTrue();
    assertThat(read.order().newest()).isEqualTo(NEWEST);
    assertThat(read.order().last()).isEqualTo(LAST);
    assertThat(read.oldestUnsettled()).isEqualTo(UNSETTLED);
    assertThat(read).hasToString("Snapshot[orders of 商店, 1000 rows]");
  }

  @Test
  void noneComesBackFromItsText() {
    Snapshot none = Snapshot.parse(Snapshot.none().toJson());

    assertThat(none.rows()).isZero();
    assertThat(none.query()).isEmpty();
    assertThat(none.complete()).isFalse();
    assertThat(none.order().newest()).isNull();
  }

  @Test
  void everyChangedCharacterIsNoticed() {
    String json = snapshot(3).toJson();

    for (int i = 0; i < json.length(); i++) {
      StringBuilder changed = new StringBuilder(json);
      changed.setCharAt(i, json.charAt(i) == '1' ? '2' : '1');
      assertThatThrownBy(() -> Snapshot.parse(changed.toString()))
          .as(changed.toString())
          .isInstanceOf(SnapshotException.class);
    }
    assertThatThrownBy(() -> Snapshot.parse(json.substring(0, json.length() - 1)))
        .isInstanceOf(SnapshotException.class)
        .hasMessageStartingWith("the snapshot is damaged");
    assertThatThrownBy(() -> Snapshot.parse("{}"))
        .isInstanceOf(SnapshotException.class)
        .hasMessage("the text is no snapshot: it does not begin like one");
  }

  /** With a checksum that fits, as somebody would write it by hand. */
  @Test
  void whatCannotHaveBeenWrittenIsRefused() {
    String json = snapshot(3).toJson();
    Sealed sealed = new Sealed("pagewalk_snapshot", "snapshot", 1);
    for (String[] change :
        List.of(
            new String[] {"\"complete\":true", "\"complete\":yes"},
            new String[] {"\"rows\":3", "\"rows\":4"},
            new String[] {"\"steps\":16", "\"steps\":\"16\""},
            new String[] {"\"newest\":\"2026", "\"newest\":\"the year 2026"},
            new String[] {"\"fingerprints\":\"", "\"fingerprints\":\"AAAA"},
            new String[] {"\"query\"", "\"Query\""})) {
      String body = json.substring(0, json.indexOf(",\"crc32\""));
      assertThat(body).contains(change[0]);
      String changed =
          sealed.seal(new StringBuilder(body.replace(change[0], change[1])).append("}"));

      assertThatThrownBy(() -> Snapshot.parse(changed))
          .as(changed)
          .isInstanceOf(SnapshotException.class)
          .hasMessage("the snapshot cannot be read");
    }
  }

  private static String text(Fingerprints fingerprints) {
    StringBuilder text = new StringBuilder();
    fingerprints.writeTo(text);
    return text.toString();
  }

  /** Around where one piece of the text ends and the next begins. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 767, 768, 769, 1_535, 1_536, 1_537})
  void anyNumberOfRowsComesBack(int rows) {
    String json = snapshot(rows).toJson();

    assertThat(Snapshot.parse(json).rows()).isEqualTo(rows);
    assertThat(Snapshot.parse(json).toJson()).isEqualTo(json);
  }

  @Test
  void theSameRowsGiveTheSameTextInWhateverOrderTheyCame() {
    List<Integer> order = new ArrayList<>();
    for (int row = 0; row < 500; row++) {
      order.add(row);
    }
    Collections.shuffle(order, new Random(7));
    Fingerprints shuffled = new Fingerprints();
    order.forEach(
        row -> shuffled.put(Fingerprints.hash("id " + row), Fingerprints.hash("content " + row)));

    assertThat(text(shuffled)).isEqualTo(text(snapshot(500).fingerprints()));
  }

  @Test
  void fingerprintsAreThoseThatWerePutLast() {
    Fingerprints fingerprints = new Fingerprints();
    for (long key = 1; key <= 10_000; key++) {
      // Far apart and yet in the same places of the table.
      fingerprints.put(key << 20, key);
      fingerprints.put(key << 20, key + 1);
    }
    Fingerprints others = fingerprints.copy();
    others.put(1L << 50, 9);

    assertThat(fingerprints.size()).isEqualTo(10_000);
    assertThat(fingerprints.get(77L << 20)).isEqualTo(78);
    assertThat(fingerprints.get(77)).isZero();
    assertThat(fingerprints.contains(77)).isFalse();
    assertThat(others.countMissingIn(fingerprints)).isEqualTo(1);
    assertThat(fingerprints.countMissingIn(others)).isZero();
    String text = text(others);
    assertThat(Fingerprints.read(text, 0, text.length()).get(1L << 50)).isEqualTo(9);
    assertThat(text(Fingerprints.read(text, 0, text.length()))).isEqualTo(text);
  }

  /** One after another by their places, they would be one long run in a table that is too small. */
  @Test
  void aTableIsLargeEnoughBeforeAnotherIsPutIntoIt() {
    Fingerprints large = new Fingerprints();
    for (int row = 0; row < 200_000; row++) {
      large.put(Fingerprints.hash("id " + row), row + 1);
    }
    Fingerprints all = new Fingerprints();
    all.put(5, 5);
    all.putAll(large);

    assertThat(all.size()).isEqualTo(200_001);
    assertThat(all.get(5)).isEqualTo(5);
    assertThat(all.get(Fingerprints.hash("id 77"))).isEqualTo(78);
  }

  @Test
  void hashesTellHalvesOfSurrogatePairsApart() {

    assertThat(Fingerprints.hash("\ud800"))
        .isNotEqualTo(Fingerprints.hash("\ud801"))
        .isNotEqualTo(Fingerprints.hash("?"));
    assertThat(Fingerprints.hash("ab")).isEqualTo(Fingerprints.hash("a" + "b"));
  }
}
