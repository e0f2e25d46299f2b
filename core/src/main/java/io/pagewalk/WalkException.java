package io.pagewalk;

import java.util.Arrays;
import java.util.List;

/** A walk cannot go on: the server's answers do not lead to an end. */
public final class WalkException extends PagewalkException {

  private static final long serialVersionUID = 1L;

  private final long[] offsets;

  WalkException(String message, long... offsets) {
    super(message, null);
    this.offsets = offsets.clone();
  }

  /** The offsets of the pages that contradict each other, in the order they were asked for. */
  public List<Long> offsets() {
    return Arrays.stream(offsets).boxed().toList();
  }
}
