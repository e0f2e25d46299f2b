package io.pagewalk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any text is refused, or is a snapshot that a feed could have made. */
class SnapshotFuzzTest {

  private static final Sealed SEALED = new Sealed("pagewalk_snapshot", "snapshot", 1);

  static Stream<byte[]> snapshots() {
    ChangeFeed<Integer> feed =
        ChangeFeed.since(Snapshot.none(), Tracking.of(String::valueOf, String::valueOf));
    feed.note(1);
    feed.note(2);
    String sealed = feed.snapshot().toJson();
    String whole = sealed.substring(0, sealed.indexOf(",\"crc32\""));
    return Stream.of(
            whole,
            whole.replace("\"last\":null", "\"last\":\"2026-03-01T12:00:00Z\""),
            whole.replace("\"last\":null", "\"last\":\"+1000000000-12-31T23:59:59Z\""),
            whole.replace(":0", ":1.5"),
            whole.replace(":0", ":4294967296"),
            whole.replace(":2,", ":3,"),
            whole.replace("false", "0"),
            whole.replace("\"\"", "null"),
            whole.replace("\"query\"", " \"query\""),
            whole.replace("fingerprints\":\"", "fingerprints\":\"AAAA"),
            whole.replace("\"fingerprints", "\"more\":1,\"fingerprints"),
            whole + ",\"more\":1",
            whole.replaceAll("fingerprints.*", "fingerprints\":\"\""))
        .map(text -> text.getBytes(UTF_8));
  }

  @MethodSource("snapshots")
  @FuzzTest(maxDuration = "4m")
  void aTextIsRefusedOrWritesItselfBack(byte[] input) {
    String text = new String(input, UTF_8);
    checkRefusedOrTheSame(text);
    // No fuzzer guesses a checksum, and whoever damages a text on purpose can put it right.
    checkRefusedOrTheSame(SEALED.seal(new StringBuilder(text).append('}')));
  }

  private static void checkRefusedOrTheSame(String text) {
    Snapshot snapshot;
    try {
      snapshot = Snapshot.parse(text);
    } catch (SnapshotException refused) {
      return;
    }
    if (!snapshot.toJson().equals(text.strip())) {
      throw new AssertionError(text + " is written as " + snapshot.toJson());
    }
  }
}
