package io.pagewalk;

/**
 * What a list API is asked for: rows from {@code offset} on, {@code limit} of them at most.
 *
 * @param offset how many rows of the list to pass over, 0 or more
 * @param limit how many rows to answer with at most, 1 or more; a server may give fewer
 */
public record PageRequest(long offset, int limit) {

  /**
   * @throws IllegalArgumentException if a value is out of its range; the message names both
   */
  public PageRequest {
    if (offset < 0) {
      throw new IllegalArgumentException("offset must be 0 or more; was " + offset);
    }
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be 1 or more; was " + limit);
    }
  }

  @Override
  public String toString() {
    return "offset " + offset + ", limit " + limit;
  }
}
