package io.pagewalk.dcs;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads all forms of ISO-8601 that stand for a time.
 *
 * <ul>
 *   <li>Dates of the calendar, ordinal dates and week dates, extended or basic; {@code yyyy-MM},
 *       {@code yyyy-Www} and {@code yyyy} stand for their first day. A date without a time of day
 *       stands for its first instant.
 *   <li>Times of day to the second, minute or hour, the smallest with a fraction behind a dot or a
 *       comma. {@code 24:00:00} is the end of the day. A leap second is read as the second before
 *       it, as java.time reads it.
 *   <li>{@code Z} or an offset of hours, minutes and seconds up to 18 hours. A time without either
 *       is taken as UTC.
 *   <li>Small {@code t}, {@code w} and {@code z} count as capitals. An offset may be written in the
 *       basic way behind an extended time, as many servers do.
 * </ul>
 */
final class Iso8601Text {

  /** The largest offset that java.time takes, either way. */
  static final int MAX_OFFSET_SECONDS = 18 * 3_600;

  private static final String FRACTION_AND_OFFSET =
      "(?:[.,](?<fraction>\\d+))?"
          + "(?:[Zz]|(?<sign>[+\\-\u2212])(?<oh>\\d\\d)"
          + "(?::(?<om>\\d\\d)(?::(?<os>\\d\\d))?|(?<obm>\\d\\d)(?<obs>\\d\\d)?)?)?";

  private static final Pattern EXTENDED =
      Pattern.compile(
          "(?<year>\\d{4})(?:-(?<ordinal>\\d{3})|-[Ww](?<week>\\d\\d)(?:-(?<weekday>\\d))?"
              + "|-(?<month>\\d\\d)(?:-(?<day>\\d\\d))?)?"
              + "(?:[Tt](?<hour>\\d\\d)(?::(?<minute>\\d\\d)(?::(?<second>\\d\\d))?)?"
              + FRACTION_AND_OFFSET
              + ")?");

  private static final Pattern BASIC =
      Pattern.compile(
          "(?<year>\\d{4})(?:(?<month>\\d\\d)(?<day>\\d\\d)|(?<ordinal>\\d{3})"
              + "|[Ww](?<week>\\d\\d)(?<weekday>\\d)?)"
              + "(?:[Tt](?<hour>\\d\\d)(?:(?<minute>\\d\\d)(?<second>\\d\\d)?)?"
              + FRACTION_AND_OFFSET
              + ")?");

  /** More digits than matter to a nanosecond, of a fraction that may be of an hour. */
  private static final int MAX_FRACTION_DIGITS = 30;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int SECONDS_PER_DAY = 86_400;

  private final Matcher text;

  private Iso8601Text(Matcher text) {
    this.text = text;
  }

  /** Null where the text is no time. */
  static @Nullable Instant parse(String text) {
    Matcher extended = EXTENDED.matcher(text);
    Matcher basic = BASIC.matcher(text);
    Matcher matcher = extended.matches() ? extended : basic;
    if (matcher == basic && !basic.matches()) {
      return null;
    }
    try {
      return new Iso8601Text(matcher).instant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private Instant instant() {
    LocalDate date = date();
    if (!has("hour")) {
      return date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    if (!has("day") && !has("ordinal") && !has("weekday")) {
      throw new DateTimeException("a time of day needs a whole date");
    }
    int hour = between("hour", 0, 24);
    int minute = between("minute", 0, 59);
    int second = between("second", 0, 60);
    boolean leapSecond = second == 60;
    long secondOfDay = hour * 3_600L + minute * 60L + (leapSecond ? 59 : second);
    long nanos = fractionNanos();
    if (hour == 24 && (secondOfDay > SECONDS_PER_DAY || nanos > 0)) {
      throw new DateTimeException("nothing follows 24:00:00");
    }
    Instant time =
        date.atStartOfDay(ZoneOffset.UTC)
            .toInstant()
            .plusSeconds(secondOfDay - offsetSeconds())
            .plusNanos(nanos);
    if (leapSecond
        && Math.floorMod(time.getEpochSecond(), SECONDS_PER_DAY) != SECONDS_PER_DAY - 1) {
      throw new DateTimeException("a leap second is the last of a day of UTC");
    }
    return time;
  }

  private LocalDate date() {
    int year = number("year");
    if (has("ordinal")) {
      return LocalDate.ofYearDay(year, number("ordinal"));
    }
    if (has("week")) {
      LocalDate inFirstWeek = LocalDate.of(year, 1, 4);
      int weeks = (int) IsoFields.WEEK_OF_WEEK_BASED_YEAR.rangeRefinedBy(inFirstWeek).getMaximum();
      int week = between("week", 1, weeks);
      int weekday = has("weekday") ? between("weekday", 1, 7) : 1;
      return inFirstWeek
          .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
          .plusWeeks(week - 1L)
          .plusDays(weekday - 1L);
    }
    return LocalDate.of(year, has("month") ? number("month") : 1, has("day") ? number("day") : 1);
  }

  private long fractionNanos() {
    if (!has("fraction")) {
      return 0;
    }
    long unitSeconds = has("second") ? 1 : has("minute") ? 60 : 3_600;
    String digits = text.group("fraction");
    String kept = digits.substring(0, Math.min(digits.length(), MAX_FRACTION_DIGITS));
    return new BigDecimal("0." + kept)
        .multiply(BigDecimal.valueOf(unitSeconds * NANOS_PER_SECOND))
        .setScale(0, RoundingMode.DOWN)
        .longValueExact();
  }

  private int offsetSeconds() {
    if (!has("sign")) {
      return 0;
    }
    int minute = between("om", 0, 59) + between("obm", 0, 59);
    int second = between("os", 0, 59) + between("obs", 0, 59);
    int seconds = number("oh") * 3_600 + minute * 60 + second;
    if (seconds > MAX_OFFSET_SECONDS) {
      throw new DateTimeException("no offset is that large");
    }
    return text.group("sign").equals("+") ? seconds : -seconds;
  }

  private boolean has(String group) {
    return text.group(group) != null;
  }

  private int between(String group, int min, int max) {
    int value = number(group);
    if (value < min || value > max) {
      throw new DateTimeException(group + " must be " + min + " to " + max);
    }
    return value;
  }

  /** What is left out counts as 0. */
  private int number(String group) {
    String digits = text.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
