package io.pagewalk.samples.export;

import java.util.Locale;

/** How an export can end, and the exit status that tells so. */
enum Exit {
  /** Every walk ended, and proved that it gave each row once. */
  ENDED(0),
  /** Something failed; the file is not whole. */
  FAILED(1),
  /** The command line or the environment cannot be worked with; nothing was done. */
  USAGE(2),
  /** Every walk ended, one of them without such a proof. */
  UNPROVED(3),
  /** Stopped by a signal. */
  INTERRUPTED(130),
  /** Whoever read the standard output went away; 128 + SIGPIPE, as other programs end then. */
  READER_GONE(141);

  private final int status;

  Exit(int status) {
    this.status = status;
  }

  int status() {
    return status;
  }

  /** Whether no walk was broken off, so that the file is kept under its own name. */
  boolean isWhole() {
    return this == ENDED || this == UNPROVED;
  }

  /** As the report says it. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
