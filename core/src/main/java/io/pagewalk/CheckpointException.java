package io.pagewalk;

import org.jspecify.annotations.Nullable;

/** A checkpoint cannot be used: its text is damaged, or it belongs to another walk. */
public final class CheckpointException extends PagewalkException {

  private static final long serialVersionUID = 1L;

  CheckpointException(String message) {
    this(message, null);
  }

  CheckpointException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
