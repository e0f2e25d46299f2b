package io.pagewalk;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a list API answered to one {@link PageRequest}: a slice of the list as it was at that
 * instant.
 *
 * @param items the rows, in the server's order; unmodifiable, without nulls
 * @param total how many rows the server says the whole list has, 0 or more; empty where the API
 *     tells none
 * @param <T> the type of a row
 */
public record Page<T>(List<T> items, OptionalLong total) {

  /**
   * @throws IllegalArgumentException if the total is negative
   * @throws NullPointerException if an item is null
   */
  public Page {
    // No copy where the list is already an immutable one, as those of the codec are.
    items = List.copyOf(items);
    if (total.isPresent() && total.getAsLong() < 0) {
      throw new IllegalArgumentException("total must be 0 or more; was " + total.getAsLong());
    }
  }

  /** A page of an API that does not say how long its list is. */
  public static <T> Page<T> of(List<T> items) {
    return new Page<>(items, OptionalLong.empty());
  }

  /** A page of an API that says with each page how long its list is. */
  public static <T> Page<T> of(List<T> items, long total) {
    return new Page<>(items, OptionalLong.of(total));
  }
}
