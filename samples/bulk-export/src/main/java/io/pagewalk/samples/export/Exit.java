package io.pagewalk.samples.export;

import java.util.Locale;

/** How an export can end, and the exit status that tells so. */
enum Exit {
  /** Every walk ended by the end rules. */
  ENDED(0),
  /** Something failed; the file is not whole. */
  FAILED(1),
  /** The command line or the environment cannot be worked with; nothing was done. */
  USAGE(2),
  /** Every walk ended, one of them not as it should have. */
  NOT_AS_TOLD(3),
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

  /** Whether the rows are all there, as far as the walks can tell. */
  boolean isWhole() {
    return this == ENDED || this == NOT_AS_TOLD;
  }

  /** As the report says it. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
