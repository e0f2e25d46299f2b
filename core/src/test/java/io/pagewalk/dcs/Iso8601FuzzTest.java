package io.pagewalk.dcs;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;

/** What both this project and java.time take for a time is the same time to both. */
class Iso8601FuzzTest {

  private static final List<Function<String, Instant>> JAVA_TIME =
      List.of(
          Instant::parse,
          text -> OffsetDateTime.parse(text).toInstant(),
          text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
          text -> firstInstant(LocalDate.parse(text)),
          text -> firstInstant(LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE)),
          text -> firstInstant(LocalDate.parse(text, DateTimeFormatter.ISO_ORDINAL_DATE)),
          text -> firstInstant(LocalDate.parse(text, DateTimeFormatter.ISO_WEEK_DATE)));

  private static Instant firstInstant(LocalDate date) {
    return date.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static @Nullable Instant orNull(Function<String, Instant> parser, String text) {
    try {
      return parser.apply(text);
    } catch (DateTimeException notTaken) {
      return null;
    }
  }

  private static void checkSame(Instant ours, Instant theirs, String text) {
    if (!ours.equals(theirs)) {
      throw new AssertionError("'" + text + "' is " + ours + " and elsewhere " + theirs);
    }
  }

  @MethodSource("io.pagewalk.dcs.FuzzInputs#times")
  @FuzzTest(maxDuration = "4m")
  void aTimeIsTheOneThatJavaReads(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    Instant time = Iso8601.parse(text);
    Instant slow = Iso8601Text.parse(text);
    if (time == null) {
      if (slow != null) {
        throw new AssertionError("'" + text + "' is a time only to the slow path");
      }
      return;
    }
    if (slow == null) {
      throw new AssertionError("'" + text + "' is a time only to the fast path");
    }
    checkSame(time, slow, text);
    for (Function<String, Instant> parser : JAVA_TIME) {
      Instant theirs = orNull(parser, text);
      if (theirs != null) {
        checkSame(time, theirs, text);
      }
    }
  }
}
