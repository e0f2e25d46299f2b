package io.pagewalk.samples.simulator;

import java.util.AbstractList;
import java.util.RandomAccess;

/** The ids of a slice's rows, each made when it is asked for. */
final class IdList extends AbstractList<String> implements RandomAccess {
  private final int instance;
  private final Slice slice;

  IdList(int instance, Slice slice) {
    this.instance = instance;
    this.slice = slice;
  }

  @Override
  public String get(int place) {
    if (place < 0 || place >= slice.rows()) {
      throw new IndexOutOfBoundsException(place);
    }
    return Ids.ofTask(instance, slice.row(place).index());
  }

  @Override
  public int size() {
    return (int) slice.rows();
  }
}
