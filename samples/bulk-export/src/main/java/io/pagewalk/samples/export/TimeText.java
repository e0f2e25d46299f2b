package io.pagewalk.samples.export;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Writes times as ISO-8601 with milliseconds and Z, always. A general formatter costs more than all
 * the rest of writing a row, so the digits are put in place here and the date of the last time is
 * kept. Not for several threads.
 */
final class TimeText {
  static final int LENGTH = "yyyy-MM-ddTHH:mm:ss.SSSZ".length();

  private static final int DATE_LENGTH = "yyyy-MM-dd".length();
  private static final long SECONDS_A_DAY = 86_400;

  /** For years that four digits do not hold. */
  private static final DateTimeFormatter ANY_YEAR =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private final char[] text = "0000-00-00T00:00:00.000Z".toCharArray();
  private long dayInText = Long.MIN_VALUE;

  /** The text of a time. What is finer than a millisecond is cut off, not rounded. */
  String text(Instant time) {
    return put(time) ? new String(text) : ANY_YEAR.format(time);
  }

  /**
   * The text's characters, {@link #LENGTH} of them, good until the next time; null if it has more.
   */
  char @Nullable [] chars(Instant time) {
    return put(time) ? text : null;
  }

  private boolean put(Instant time) {
    long day = Math.floorDiv(time.getEpochSecond(), SECONDS_A_DAY);
    if (day != dayInText && !putDate(day)) {
      return false;
    }
    int second = (int) Math.floorMod(time.getEpochSecond(), SECONDS_A_DAY);
    digits(second / 3_600, 2, DATE_LENGTH + 1);
    digits(second / 60 % 60, 2, DATE_LENGTH + 4);
    digits(second % 60, 2, DATE_LENGTH + 7);
    digits(time.getNano() / 1_000_000, 3, DATE_LENGTH + 10);
    return true;
  }

  private boolean putDate(long day) {
    LocalDate date = LocalDate.ofEpochDay(day);
    if (date.getYear() < 0 || date.getYear() > 9_999) {
      return false;
    }
    digits(date.getYear(), 4, 0);
    digits(date.getMonthValue(), 2, 5);
    digits(date.getDayOfMonth(), 2, 8);
    dayInText = day;
    return true;
  }

  private void digits(int number, int width, int at) {
    int rest = number;
    for (int place = at + width - 1; place >= at; place--) {
      text[place] = (char) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
