package io.pagewalk;

import org.jspecify.annotations.Nullable;

/** A snapshot cannot be used: its text is damaged, or it is of another list. */
public final class SnapshotException extends PagewalkException {

  private static final long serialVersionUID = 1L;

  SnapshotException(String message) {
    this(message, null);
  }

  SnapshotException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
