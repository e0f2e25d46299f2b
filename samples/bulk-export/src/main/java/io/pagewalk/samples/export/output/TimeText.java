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

  private final byte[] text = "0000-01-01T00:00:00.000Z".getBytes(StandardCharsets.US_ASCII);

  /** The second that the date in the text begins with. */
  private long midnight = FIRST_DAY * SECONDS_A_DAY;

  /** The text of any time, where speed does not matter. */
  public static String of(Instant time) {
    return ANY_YEAR.format(time);
  }

  /**
   * Writes the text, {@link #LENGTH} bytes; false if the year needs more than four digits, and
   * nothing is written then.
   */
  boolean put(Instant time, byte[] into, int at) {
    long sinceMidnight = time.getEpochSecond() - midnight;
    if (sinceMidnight < 0 || sinceMidnight >= SECONDS_A_DAY) {
      long day = Math.floorDiv(time.getEpochSecond(), SECONDS_A_DAY);
      if (day < FIRST_DAY || day > LAST_DAY) {
        return false;
      }
      putDate(day);
      sinceMidnight = time.getEpochSecond() - midnight;
    }
    int second = (int) sinceMidnight;
    int millis = time.getNano() / 1_000_000;
    // Before the digits: to copy what was only just written would have to wait for it.
    System.arraycopy(text, 0, into, at, LENGTH);
    int minute = second / 60;
    int hour = minute / 60;
    twoDigits(hour, into, at + 11);
    twoDigits(minute - hour * 60, into, at + 14);
    twoDigits(second - minute * 60, into, at + 17);
    twoDigits(millis / 10, into, at + 20);
    into[at + 22] = digit(millis % 10);
    return true;
  }

  private void putDate(long day) {
    LocalDate date = LocalDate.ofEpochDay(day);
    twoDigits(date.getYear() / 100, text, 0);
    twoDigits(date.getYear() % 100, text, 2);
    twoDigits(date.getMonthValue(), text, 5);
    twoDigits(date.getDayOfMonth(), text, 8);
    midnight = day * SECONDS_A_DAY;
  }

  private static void twoDigits(int number, byte[] into, int at) {
    // For so small a number that is a tenth, and takes half the time.
    int tens = (number * 103) >>> 10;
    into[at] = digit(tens);
    into[at + 1] = digit(number - tens * 10);
  }

  private static byte digit(int number) {
    return (byte) ('0' + number);
  }
}
