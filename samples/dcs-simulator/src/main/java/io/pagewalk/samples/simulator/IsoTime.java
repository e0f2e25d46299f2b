package io.pagewalk.samples.simulator;

import java.time.LocalDate;

/**
 * Writes times as ISO-8601 with milliseconds and Z, without a formatter: a page holds thousands of
 * them. Years 1970 to 9999. Not for several threads: it remembers the last date.
 */
final class IsoTime {
  static final int LENGTH = 24;

  private static final long MILLIS_A_DAY = 86_400_000;
  private static final int DATE_LENGTH = 11;

  private final byte[] date = new byte[DATE_LENGTH];
  private long dateOfDay = Long.MIN_VALUE;

  void write(long epochMillis, byte[] target, int at) {
    long day = Math.floorDiv(epochMillis, MILLIS_A_DAY);
    if (day != dateOfDay) {
      writeDate(day);
      dateOfDay = day;
    }
    System.arraycopy(date, 0, target, at, DATE_LENGTH);
    int rest = (int) (epochMillis - day * MILLIS_A_DAY);
    digits(rest / 3_600_000, 2, target, at + 11);
    target[at + 13] = ':';
    digits(rest / 60_000 % 60, 2, target, at + 14);
    target[at + 16] = ':';
    digits(rest / 1_000 % 60, 2, target, at + 17);
    target[at + 19] = '.';
    digits(rest % 1_000, 3, target, at + 20);
    target[at + 23] = 'Z';
  }

  private void writeDate(long day) {
    LocalDate local = LocalDate.ofEpochDay(day);
    digits(local.getYear(), 4, date, 0);
    date[4] = '-';
    digits(local.getMonthValue(), 2, date, 5);
    date[7] = '-';
    digits(local.getDayOfMonth(), 2, date, 8);
    date[10] = 'T';
  }

  private static void digits(int number, int width, byte[] target, int at) {
    int rest = number;
    for (int place = at + width - 1; place >= at; place--) {
      target[place] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
