package io.pagewalk.samples.export;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How an export can end, and the exit status that tells so. */
enum Exit {
  /** Every walk ended, and proved that it gave each row once. */
  ENDED(0, "every row is written once; each walk proved that"),
  /** Something failed; the file is not whole. */
  FAILED(1, "a failure, of one instance at least; the rows so far are in FILE.part"),
  /** The command line or the environment cannot be worked with; nothing was done. */
  USAGE(2, "a usage error, or FILE is there already; nothing was done"),
  /** Every walk ended, one of them without such a proof. */
  UNPROVED(3, "ended without proof, or a named instance is missing; it is told why"),
  /** Stopped by a signal. */
  INTERRUPTED(130, "interrupted by a signal"),
  /** Whoever read the standard output went away; 128 + SIGPIPE, as other programs end then. */
  READER_GONE(141, "the reader of the standard output went away");

  private final int status;
  private final String meaning;

  Exit(int status, String meaning) {
    this.status = status;
    this.meaning = meaning;
  }

  /** What each status means, for people. */
  static Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    for (Exit exit : values()) {
      meanings.put(Integer.toString(exit.status), exit.meaning);
    }
    return meanings;
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
