package io.pagewalk;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A page's rows, parted into those that are given to downstream and the others.
 *
 * @param items rows to give, in order
 * @param unused the others: read again, given before, or beyond a bound
 * @param end index behind the last row that the walk took of the page
 */
record Cut<T>(List<T> items, List<T> unused, int end) {

  /**
   * Parts a page.
   *
   * @param from index of the first row behind the anchor
   * @param known indexes of rows that were given before; null if none were
   * @param most how many rows may be given
   * @param until ends what is given before the first row it holds for; null if nothing does
   */
  static <T> Cut<T> of(
      List<T> rows,
      int from,
      @Nullable BitSet known,
      long most,
      @Nullable Predicate<? super T> until) {
    int end = endOf(rows, from, known, most, until);
    if (known == null) {
      return new Cut<>(rows.subList(from, end), unused(rows, from, List.of(), end), end);
    }
    List<T> items = new ArrayList<>(end - from);
    List<T> again = new ArrayList<>();
    for (int i = from; i < end; i++) {
      (known.get(i) ? again : items).add(rows.get(i));
    }
    return new Cut<>(List.copyOf(items), unused(rows, from, again, end), end);
  }

  private static <T> int endOf(
      List<T> rows,
      int from,
      @Nullable BitSet known,
      long most,
      @Nullable Predicate<? super T> until) {
    if (until == null && known == null) {
      return (int) Math.min(rows.size(), from + Math.min(most, rows.size()));
    }
    long left = most;
    for (int i = from; i < rows.size(); i++) {
      boolean isNew = known == null || !known.get(i);
      if (isNew && (left-- <= 0 || (until != null && until.test(rows.get(i))))) {
        return i;
      }
    }
    return rows.size();
  }

  private static <T> List<T> unused(List<T> rows, int from, List<T> again, int end) {
    if (from == 0 && again.isEmpty() && end == rows.size()) {
      return List.of();
    }
    List<T> unused = new ArrayList<>(rows.subList(0, from));
    unused.addAll(again);
    unused.addAll(rows.subList(end, rows.size()));
    return unused;
  }
}
