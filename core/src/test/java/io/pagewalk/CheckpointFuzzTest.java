package io.pagewalk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.params.provider.MethodSource;

/** Any text is refused, or is a checkpoint that a walk could have written. */
class CheckpointFuzzTest {

  private static final String START =
      "{\"pagewalk_checkpoint\":1,\"query\":\"q\",\"anchored\":true,\"offset\":12,";
  private static final String COUNTS =
      "\"requests\":3,\"rows\":12,\"duplicates_dropped\":0,\"seams_held\":2,\"seams_repaired\":0,";
  private static final String TOTALS = "\"first_total\":20,\"last_total\":null,\"page_cap\":5,";
  private static final String MEMORY =
      "\"fullest\":5,\"doubts\":[\"ORDER_CHANGED\"],\"start\":0,\"chain\":[\"a\",\"b\"],"
          + "\"pins\":[\"\\u4E2D\"]";

  static Stream<byte[]> checkpoints() {
    String whole = START + COUNTS + TOTALS + MEMORY;
    return Stream.of(
            whole,
            whole.replace(":true", ":false").replace("[\"ORDER_CHANGED\"]", "[]"),
            whole.replace(":12", ":-12"),
            whole.replace(":12", ":1.5"),
            whole.replace(":12", ":\"12\""),
            whole.replace(":5,", ":4294967301,"),
            whole.replace(":0,", ":9223372036854775808,"),
            whole.replace("\"q\"", "null"),
            whole.replace(":true", ":1"),
            whole.replace("\"b\"]", "\"b\",1]"),
            whole.replace("\"b\"]", "\"b\",[\"c\"]]"),
            whole.replace("ORDER_CHANGED", "COMPLETE"),
            whole.replace("ORDER_CHANGED", "NO_SUCH_DOUBT"),
            whole.replace("\"start\"", " \"start\""),
            whole + ",\"more\":1",
            whole + "}",
            whole.replace(":[", ":[".repeat(2_000)))
        .map(text -> text.getBytes(UTF_8));
  }

  @MethodSource("checkpoints")
  @FuzzTest(maxDuration = "4m")
  void aTextIsRefusedOrWritesItselfBack(byte[] input) {
    String text = new String(input, UTF_8);
    checkRefusedOrTheSame(text);
    // No fuzzer guesses a checksum, and whoever damages a text on purpose can put it right.
    checkRefusedOrTheSame(text + ",\"crc32\":\"" + checksum(text) + "\"}");
  }

  private static void checkRefusedOrTheSame(String text) {
    Checkpoint checkpoint;
    try {
      checkpoint = Checkpoint.parse(text);
    } catch (CheckpointException refused) {
      return;
    }
    if (!checkpoint.toJson().equals(text.strip())) {
      throw new AssertionError(text + " was read as " + checkpoint.toJson());
    }
    if (checkpoint.offset() < 0 || checkpoint.rows() < 0 || checkpoint.fullest() < 0) {
      throw new AssertionError(text + " was read as a place in a list");
    }
    if (checkpoint.doubts().contains(Verdict.COMPLETE)) {
      throw new AssertionError(text + " was read as a proof");
    }
  }

  private static String checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(UTF_8));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }
}
