package io.pagewalk.samples.simulator;

import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Ids that look like random UUIDs, but are computed from a number and lead back to it. So an id is
 * unique by construction and no table of ids is needed.
 */
final class Ids {
  static final int LENGTH = 36;

  /** The instance of the API page's sample response. */
  static final String FIRST_INSTANCE = "5f9057b5-c330-4ee2-8138-7e69896eeec3";

  private static final int INDEX_BITS = 40;
  private static final int ROW_BITS = 34;
  private static final long INDEX_MASK = (1L << INDEX_BITS) - 1;

  /** Sits above every task's number, so that instances have other ids than tasks. */
  private static final long INSTANCE_MARK = ((1L << (Mixer.BITS - INDEX_BITS)) - 1) << INDEX_BITS;

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private Ids() {}

  static String ofInstance(int instance) {
    return instance == 0 ? FIRST_INSTANCE : text(INSTANCE_MARK | instance);
  }

  static OptionalInt instanceOf(String id) {
    if (id.equals(FIRST_INSTANCE)) {
      return OptionalInt.of(0);
    }
    long number = numberOf(id);
    long instance = number & INDEX_MASK;
    return isId(id, number)
            && (number & ~INDEX_MASK) == INSTANCE_MARK
            && instance > 0
            && instance <= Integer.MAX_VALUE
        ? OptionalInt.of((int) instance)
        : OptionalInt.empty();
  }

  static String ofTask(int instance, long index) {
    return text(taskNumber(instance, index));
  }

  /** The index of the task in its instance's list, or nothing if that id is not of the instance. */
  static OptionalLong taskOf(String id, int instance) {
    long number = numberOf(id);
    return isId(id, number) && number >>> INDEX_BITS == instance
        ? OptionalLong.of(number & INDEX_MASK)
        : OptionalLong.empty();
  }

  /**
   * The id of a row of any list; those of {@link ListKind#OFFLINE_KEY_ANALYSIS_TASKS} are tasks.
   */
  static String ofRow(ListKind kind, int instance, long index) {
    return text(rowNumber(kind, instance, index));
  }

  /** The index of the row in its list, or nothing if that id is not of the list. */
  static OptionalLong rowOf(String id, ListKind kind, int instance) {
    long number = numberOf(id);
    long index = number - rowNumber(kind, instance, 0);
    return isId(id, number) && index >= 0 && index < 1L << ROW_BITS
        ? OptionalLong.of(index)
        : OptionalLong.empty();
  }

  static void writeRow(ListKind kind, int instance, long index, byte[] target, int at) {
    write(rowNumber(kind, instance, index), target, at);
  }

  /** The list's number sits above any row's. */
  private static long rowNumber(ListKind kind, int instance, long index) {
    return taskNumber(instance, (long) kind.number() << ROW_BITS | index);
  }

  private static long taskNumber(int instance, long index) {
    return (long) instance << INDEX_BITS | index;
  }

  private static String text(long number) {
    byte[] bytes = new byte[LENGTH];
    write(number, bytes, 0);
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  /** The number fills every bit of the upper half but the version's; the lower half is its hash. */
  private static void write(long number, byte[] target, int at) {
    long scattered = Mixer.scatter(number);
    long upper = scattered >>> 12 << 16 | 0x4000 | (scattered & 0xfff);
    long lower = (Mixer.hash(scattered) & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    hex(upper >>> 32, 8, target, at);
    target[at + 8] = '-';
    hex(upper >>> 16, 4, target, at + 9);
    target[at + 13] = '-';
    hex(upper, 4, target, at + 14);
    target[at + 18] = '-';
    hex(lower >>> 48, 4, target, at + 19);
    target[at + 23] = '-';
    hex(lower, 12, target, at + 24);
  }

  private static void hex(long value, int digits, byte[] target, int at) {
    long rest = value;
    for (int place = at + digits - 1; place >= at; place--) {
      target[place] = HEX[(int) rest & 0xf];
      rest >>>= 4;
    }
  }

  /** The number an id would stand for, if it is an id at all. */
  private static long numberOf(String id) {
    if (id.length() != LENGTH) {
      return 0;
    }
    long upper = 0;
    for (int place = 0; place < 18; place++) {
      if (place != 8 && place != 13) {
        upper = upper << 4 | (Character.digit(id.charAt(place), 16) & 0xf);
      }
    }
    return Mixer.gather(upper >>> 16 << 12 | (upper & 0xfff));
  }

  private static boolean isId(String id, long number) {
    return text(number).equals(id);
  }
}
