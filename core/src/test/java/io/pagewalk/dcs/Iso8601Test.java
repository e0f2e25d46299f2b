package io.pagewalk.dcs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Iso8601Test {

  private static final long FIRST = LocalDate.of(0, 1, 1).toEpochDay() * 86_400;
  private static final long LAST = LocalDate.of(9999, 12, 31).toEpochDay() * 86_400 + 86_399;

  private static @Nullable Instant parse(String text) {
    return Iso8601.parse(text);
  }

  /** From the middle of a buffer whose surroundings would change the result. */
  private static @Nullable Instant fast(String text) {
    return Iso8601.fast(ascii("99" + text + "9Z"), 2, text.length());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void fastAndSlowAgreeWithJavaTimeOnRandomTimes() {
    Random random = new Random(20241015);
    String[] offsets = {"Z", "+08:00", "-03:30", "+0545", "-11", "+00:00", "-18:00", "+1800"};
    DateTimeFormatter javaTime =
        new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT);
    for (int i = 0; i < 40_000; i++) {
      long second = FIRST + Math.floorMod(random.nextLong(), LAST - FIRST + 1);
      String text =
          DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT)
              .format(LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC));
      int digits = random.nextInt(10);
      if (digits > 0) {
        text += "." + "%09d".formatted(random.nextInt(1_000_000_000)).substring(0, digits);
      }
      text += offsets[random.nextInt(offsets.length)];
      Instant expected = OffsetDateTime.parse(text, javaTime).toInstant();
      assertThat(fast(text)).as(text).isEqualTo(expected);
      assertThat(Iso8601Text.parse(text)).as(text).isEqualTo(expected);
    }
  }

  @Test
  void fastAndSlowAgreeWithJavaTimeOnEveryDayAroundTheEdgesOfMonths() {
    int[] years = {
      0, 1, 4, 100, 399, 400, 1582, 1600, 1900, 1969, 1970, 2000, 2023, 2024, 2100, 9999
    };
    for (int year : years) {
      for (int month = 0; month <= 13; month++) {
        for (int day = 0; day <= 32; day++) {
          String text = "%04d-%02d-%02dT23:59:59Z".formatted(year, month, day);
          Instant expected = calendar(year, month, day);
          assertThat(fast(text)).as(text).isEqualTo(expected);
          assertThat(Iso8601Text.parse(text)).as(text).isEqualTo(expected);
        }
      }
    }
  }

  private static @Nullable Instant calendar(int year, int month, int day) {
    try {
      return LocalDate.of(year, month, day).atTime(23, 59, 59).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }

  @Test
  void ordinalAndWeekDatesAgreeWithJavaTimeOnEveryDay() {
    for (LocalDate day = LocalDate.of(1995, 12, 20); day.getYear() < 2035; day = day.plusDays(1)) {
      Instant expected = day.atStartOfDay(ZoneOffset.UTC).toInstant();
      String ordinal = day.format(DateTimeFormatter.ofPattern("uuuu-DDD", Locale.ROOT));
      String week = day.format(DateTimeFormatter.ISO_WEEK_DATE);
      assertThat(parse(ordinal)).as(ordinal).isEqualTo(expected);
      assertThat(parse(ordinal.replace("-", ""))).as(ordinal).isEqualTo(expected);
      assertThat(parse(week)).as(week).isEqualTo(expected);
      assertThat(parse(week.replace("-", ""))).as(week).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2024-10-15T02:21:18.669Z           | 2024-10-15T02:21:18.669Z
          2024-10-15T02:21:18Z               | 2024-10-15T02:21:18Z
          2024-10-15T02:21:18,669Z           | 2024-10-15T02:21:18.669Z
          2024-10-15T02:21:18.6Z             | 2024-10-15T02:21:18.6Z
          2024-10-15T02:21:18.123456789Z     | 2024-10-15T02:21:18.123456789Z
          2024-10-15T02:21:18.9999999999999Z | 2024-10-15T02:21:18.999999999Z
          2024-10-15T10:21:18+08:00          | 2024-10-15T02:21:18Z
          2024-10-15T10:21:18.5+0800         | 2024-10-15T02:21:18.5Z
          2024-10-15T10:21:18+08             | 2024-10-15T02:21:18Z
          2024-10-14T22:51:18-03:30          | 2024-10-15T02:21:18Z
          2024-10-15T02:21:18-00:00          | 2024-10-15T02:21:18Z
          2024-10-15T10:22:28+08:01:10       | 2024-10-15T02:21:18Z
          2024-10-15T10:22:28+080110         | 2024-10-15T02:21:18Z
          2024-10-15T02:21:18\u22120000      | 2024-10-15T02:21:18Z
          2024-10-15T02:21:18                | 2024-10-15T02:21:18Z
          2024-10-15T02:21:18.25             | 2024-10-15T02:21:18.25Z
          2024-10-15t02:21:18z               | 2024-10-15T02:21:18Z
          20241015T022118Z                   | 2024-10-15T02:21:18Z
          20241015T022118.669Z               | 2024-10-15T02:21:18.669Z
          20241015T102118,669+0800           | 2024-10-15T02:21:18.669Z
          20241015T1021+08:00                | 2024-10-15T02:21:00Z
          2024-10-15T02:21Z                  | 2024-10-15T02:21:00Z
          2024-10-15T02:21                   | 2024-10-15T02:21:00Z
          2024-10-15T02Z                     | 2024-10-15T02:00:00Z
          2024-10-15T02+02                   | 2024-10-15T00:00:00Z
          20241015T02                        | 2024-10-15T02:00:00Z
          2024-10-15T02:21.5Z                | 2024-10-15T02:21:30Z
          2024-10-15T02,25Z                  | 2024-10-15T02:15:00Z
          2024-10-15T02.000000000001Z        | 2024-10-15T02:00:00.000000003Z
          2024-10-15                         | 2024-10-15T00:00:00Z
          20241015                           | 2024-10-15T00:00:00Z
          2024-10                            | 2024-10-01T00:00:00Z
          2024                               | 2024-01-01T00:00:00Z
          2024-289                           | 2024-10-15T00:00:00Z
          2024-366                           | 2024-12-31T00:00:00Z
          2024289T022118Z                    | 2024-10-15T02:21:18Z
          2024-W42-2T02:21:18Z               | 2024-10-15T02:21:18Z
          2024W422T022118Z                   | 2024-10-15T02:21:18Z
          2024-w42-2                         | 2024-10-15T00:00:00Z
          2024-W42                           | 2024-10-14T00:00:00Z
          2020-W53-7                         | 2021-01-03T00:00:00Z
          2024-12-31T24:00:00Z               | 2025-01-01T00:00:00Z
          2024-12-31T24:00:00.000+08:00      | 2024-12-31T16:00:00Z
          2024-12-31T24Z                     | 2025-01-01T00:00:00Z
          2016-12-31T23:59:60Z               | 2016-12-31T23:59:59Z
          2017-01-01T07:59:60.5+08:00        | 2016-12-31T23:59:59.5Z
          0000-02-29T00:00:00Z               | 0000-02-29T00:00:00Z
          9999-12-31T23:59:59Z               | 9999-12-31T23:59:59Z
          """)
  void formIsRead(String text, Instant expected) {
    assertThat(parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "yesterday",
        "1728958878",
        "1728958878669",
        "20",
        "202410",
        "2024-1-5",
        "2024-10-15 02:21:18",
        " 2024-10-15T02:21:18Z",
        "2024-10-15T02:21:18Z ",
        "2024-10-15T02:21:18Zx",
        "2024-10-15T02:21:18ZZ",
        "2024-10-15T",
        "2024-10-15TZ",
        "2024-10-15Z",
        "2024-10T02:21:18Z",
        "2024-W42T02:21:18Z",
        "2024T02Z",
        "2024-10-15T022118Z",
        "20241015T02:21:18Z",
        "2024-1015T02:21:18Z",
        "2024-10-15T02:2118Z",
        "2024-10-15T02:21:18.Z",
        "2024-10-15T02:21:18.",
        "2024-10-15T02:21:18.5.5Z",
        "2024-10-15T02:21:18+",
        "2024-10-15T02:21:18+8",
        "2024-10-15T02:21:18+080",
        "2024-10-15T02:21:18+08:0",
        "2024-10-15T02:21:18+08:60",
        "2024-10-15T02:21:18+0860",
        "2024-10-15T02:21:18+08:00:60",
        "2024-10-15T02:21:18+08:0000",
        "2024-10-15T02:21:18+18:01",
        "2024-10-15T02:21:18-1801",
        "2024-10-15T02:21:18-19",
        "2024-10-15T02:21:18+08:00Z",
        "2024-10-15T25:00:00Z",
        "2024-10-15T24:00:01Z",
        "2024-10-15T24:00:00.001Z",
        "2024-10-15T24:01Z",
        "2024-10-15T02:60:00Z",
        "2024-10-15T02:21:60Z",
        "2024-10-15T23:59:60+08:00",
        "2024-10-15T23:59:61Z",
        "2024-02-30T00:00:00Z",
        "2023-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "2024-04-31",
        "2024-00-10",
        "2024-13-10",
        "2024-10-00",
        "2024-000",
        "2023-366",
        "2024-367",
        "2024-W00-1",
        "2024-W53-1",
        "2024-W42-0",
        "2024-W42-8",
        "+12024-10-15T02:21:18Z",
        "-2024-10-15T02:21:18Z",
        "2024-10-15T02:21:18Z/2024-10-16T02:21:18Z",
        "P1D",
        "T02:21:18Z",
        "2024-10-15T02:21:18[Asia/Shanghai]",
        "２０２４-10-15T02:21:18Z",
        "2024-10-15T0٢:21:18Z"
      })
  void anythingElseIsNone(String text) {
    assertThat(parse(text)).isNull();
  }

  @Test
  void anyNumberOfDigitsIsReadInAFraction() {
    String digits = "123456789" + "9".repeat(100_000);

    assertThat(parse("2024-10-15T02:21:18." + digits + "Z"))
        .isEqualTo(Instant.parse("2024-10-15T02:21:18.123456789Z"));
    assertThat(parse("20241015T022118," + digits + "Z"))
        .isEqualTo(Instant.parse("2024-10-15T02:21:18.123456789Z"));
  }

  @Test
  void aTextThatEndsAnywhereIsReadWithoutLookingBehindItsEnd() {
    String whole = "2024-10-15T02:21:18.669+08:00";
    for (int length = 0; length <= whole.length(); length++) {
      String cut = whole.substring(0, length);

      assertThat(parse(cut)).as(cut).isEqualTo(Iso8601Text.parse(cut));
      assertThat(Iso8601.fast(ascii(whole), 0, length))
          .as(cut)
          .isEqualTo(Iso8601.fast(ascii(cut), 0, length));
    }
  }

  @Test
  void theFormOfTheApiNeedsNoSlowPath() {
    assertThat(fast("2024-10-15T02:21:18.669Z"))
        .isEqualTo(Instant.parse("2024-10-15T02:21:18.669Z"));
    assertThat(fast("2024-10-15T10:21:18+08:00")).isEqualTo(Instant.parse("2024-10-15T02:21:18Z"));
    assertThat(fast("20241015T022118Z")).isNull();
  }
}
