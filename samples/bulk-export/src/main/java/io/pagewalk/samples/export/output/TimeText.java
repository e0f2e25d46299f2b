package io.pagewalk.samples.export.output;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * Writes times as ISO-8601 with milliseconds and Z, always. What is finer than a millisecond is cut
 * off, not rounded. A formatter costs more than all the rest of writing a row, so the digits are
 * put in place here and the date of the last time is kept. Not for several threads.
 */
public final class TimeText {
  static final int LENGTH = "yyyy-MM-ddTHH:mm:ss.SSSZ".length();

  private static final long SECONDS_A_DAY = 86_400;
  private static final long FIRST_DAY = LocalDate.of(0, 1, 1).toEpochDay();
  private static final long LAST_DAY = LocalDate.of(9_999, 12, 31).toEpochDay();

  private static final DateTimeFormatter ANY_YEAR =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private final byte[] text = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.US_ASCII);
  private long dayInText = Long.MIN_VALUE;

  /** The text of any time, where speed does not matter. */
  public static String of(Instant time) {
    return ANY_YEAR.format(time);
  }

  /**
   * Writes the text, {@link #LENGTH} bytes; false if the year needs more than four digits, and
   * nothing is written then.
   */
  boolean put(Instant time, byte[] into, int at) {
    long day = Math.floorDiv(time.getEpochSecond(), SECONDS_A_DAY);
    if (day < FIRST_DAY || day > LAST_DAY) {
      return false;
    }
    if (day != dayInText) {
      putDate(day);
    }
    int second = (int) (time.getEpochSecond() - day * SECONDS_A_DAY);
    int millis = time.getNano() / 1_000_000;
    twoDigits(second / 3_600, 11);
    twoDigits(second / 60 % 60, 14);
    twoDigits(second % 60, 17);
    twoDigits(millis / 10, 20);
    text[22] = digit(millis % 10);
    System.arraycopy(text, 0, into, at, LENGTH);
    return true;
  }

  private void putDate(long day) {
    LocalDate date = LocalDate.ofEpochDay(day);
    twoDigits(date.getYear() / 100, 0);
    twoDigits(date.getYear() % 100, 2);
    twoDigits(date.getMonthValue(), 5);
    twoDigits(date.getDayOfMonth(), 8);
    dayInText = day;
  }

  private void twoDigits(int number, int at) {
    text[at] = digit(number / 10);
    text[at + 1] = digit(number % 10);
  }

  private static byte digit(int number) {
    return (byte) ('0' + number);
  }
}
