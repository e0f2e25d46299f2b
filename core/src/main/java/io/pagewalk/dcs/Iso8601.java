package io.pagewalk.dcs;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads ISO-8601 times. The form that the API sends is read by {@link #fast} straight from the
 * answer's bytes, because rows come by the million and a general parser is then the dearest part of
 * reading them; all other forms are left to {@link Iso8601Text}.
 */
final class Iso8601 {

  /** Where the fraction or the offset begins. */
  private static final int DATE_TIME_CHARS = "yyyy-MM-ddTHH:mm:ss".length();

  private static final int NANO_DIGITS = 9;

  /** What the last of so many digits behind the dot counts, in nanoseconds. */
  private static final int[] NANOS_OF_DIGITS = {
    0, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1
  };

  /** More than any offset that is taken. */
  private static final int NO_OFFSET = Integer.MAX_VALUE;

  /** From March 1 of the year 400 before year 0 to January 1, 1970. */
  private static final long DAYS_TO_1970 = 719_468 + 146_097;

  private Iso8601() {}

  /** Null where the text is no ISO-8601 time. */
  static @Nullable Instant parse(String text) {
    // A character beyond Latin-1 becomes a question mark, which is no part of a time either.
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    Instant time = fast(bytes, 0, bytes.length);
    return time != null ? time : Iso8601Text.parse(text);
  }

  /**
   * Reads {@code yyyy-MM-ddTHH:mm:ss[.fraction](Z|±hh:mm|±hhmm|±hh)}; null where it is not that, or
   * not a time of the calendar.
   */
  static @Nullable Instant fast(byte[] c, int start, int length) {
    if (length <= DATE_TIME_CHARS || !hasMarks(c, start)) {
      return null;
    }
    int century = pair(c, start);
    int yearOfCentury = pair(c, start + 2);
    int month = pair(c, start + 5);
    int day = pair(c, start + 8);
    int hour = pair(c, start + 11);
    int minute = pair(c, start + 14);
    int second = pair(c, start + 17);
    // One look at the signs of all, in place of one at each digit.
    if ((century | yearOfCentury | month | day | hour | minute | second) < 0
        || month < 1
        || month > 12
        || day < 1
        || hour > 23
        || minute > 59
        || second > 59) {
      return null;
    }
    int year = century * 100 + yearOfCentury;
    if (day > 28 && day > daysInMonth(year, month)) {
      return null;
    }
    int end = start + length;
    int at = start + DATE_TIME_CHARS;
    int nanos = 0;
    if (c[at] == '.' || c[at] == ',') {
      int fraction = at + 1;
      at = endOfDigits(c, fraction, end);
      if (at == fraction || at == end) {
        return null;
      }
      nanos = nanos(c, fraction, at);
    }
    int offset = offsetSeconds(c, at, end);
    if (offset == NO_OFFSET) {
      return null;
    }
    long seconds = epochDay(year, month, day) * 86_400 + hour * 3_600L + minute * 60L + second;
    return Instant.ofEpochSecond(seconds - offset, nanos);
  }

  private static boolean hasMarks(byte[] c, int start) {
    return c[start + 4] == '-'
        && c[start + 7] == '-'
        && c[start + 10] == 'T'
        && c[start + 13] == ':'
        && c[start + 16] == ':';
  }

  private static int endOfDigits(byte[] c, int from, int end) {
    int at = from;
    while (at < end && isDigit(c[at])) {
      at++;
    }
    return at;
  }

  /** Digits beyond the ninth are cut off, not rounded: a time never moves into the future. */
  private static int nanos(byte[] c, int from, int to) {
    int digits = Math.min(to - from, NANO_DIGITS);
    int fraction = 0;
    for (int i = 0; i < digits; i++) {
      fraction = fraction * 10 + (c[from + i] - '0');
    }
    return fraction * NANOS_OF_DIGITS[digits];
  }

  /** {@link #NO_OFFSET} where what stands there is none. */
  private static int offsetSeconds(byte[] c, int at, int end) {
    if (c[at] == 'Z') {
      return end - at == 1 ? 0 : NO_OFFSET;
    }
    int length = end - at;
    boolean colon = length == 6 && c[at + 3] == ':';
    if ((c[at] != '+' && c[at] != '-') || (length != 3 && length != 5 && !colon)) {
      return NO_OFFSET;
    }
    int hours = pair(c, at + 1);
    int minutes = length == 3 ? 0 : pair(c, end - 2);
    int seconds = hours * 3_600 + minutes * 60;
    // No place on earth is near 18 hours off; what java.time does not take is not taken either.
    if (hours < 0 || minutes < 0 || minutes > 59 || seconds > Iso8601Text.MAX_OFFSET_SECONDS) {
      return NO_OFFSET;
    }
    return c[at] == '-' ? -seconds : seconds;
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }

  /** The number of two digits; negative where they are not two digits. */
  private static int pair(byte[] c, int at) {
    int tens = c[at] - '0';
    int ones = c[at + 1] - '0';
    // The sign of the first four: a digit is neither below 0 nor above 9.
    int odd = (tens | ones | (9 - tens) | (9 - ones)) >> 31;
    return (tens * 10 + ones) | odd;
  }

  private static int daysInMonth(int year, int month) {
    return switch (month) {
      case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  /** Days since 1970-01-01, for the years 0 to 9999 of the Gregorian calendar. */
  private static long epochDay(int year, int month, int day) {
    // Years are counted from March, so that the leap day is the last of a year; the year before
    // year 0 would be negative, so a whole cycle of 400 years is added and taken off again.
    int y = (month > 2 ? year : year - 1) + 400;
    int monthsSinceMarch = month > 2 ? month - 3 : month + 9;
    int dayOfYear = (153 * monthsSinceMarch + 2) / 5 + day - 1;
    return 365L * y + y / 4 - y / 100 + y / 400 + dayOfYear - DAYS_TO_1970;
  }
}
