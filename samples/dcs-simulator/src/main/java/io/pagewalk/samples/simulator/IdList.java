package io.pagewalk.samples.simulator;

import java.util.AbstractList;
import java.util.RandomAccess;
import java.util.function.LongFunction;

/** The ids of some rows, each made when it is asked for. */
final class IdList extends AbstractList<String> implements RandomAccess {
  private final long rows;
  private final LongFunction<String> idAt;

  IdList(long rows, LongFunction<String> idAt) {
    this.rows = rows;
    this.idAt = idAt;
  }

  @Override
  public String get(int place) {
    if (place < 0 || place >= rows) {
      throw new IndexOutOfBoundsException(place);
    }
    return idAt.apply(place);
  }

  @Override
  public int size() {
    return (int) rows;
  }
}
