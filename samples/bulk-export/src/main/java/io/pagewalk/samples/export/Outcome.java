package io.pagewalk.samples.export;

import java.util.Locale;

/** What became of an instance. */
enum Outcome {
  /** It was not begun. */
  WAITING,
  /** Its walk goes on, or was broken off with the export. */
  UNFINISHED,
  /** Its walk came to the list's end; the verdict tells what that proved. */
  ENDED,
  /** It was found by listing, and its type or version does not support the analysis. */
  NOT_SUPPORTED,
  /** It was deleted since it was found, before or while its list was read. */
  GONE,
  /** Its walk failed. */
  FAILED;

  /** Whether there is nothing left to be done for it. */
  boolean isFinal() {
    return this == ENDED || isPassedOver();
  }

  /** Whether there is no list any more, or never was. */
  boolean isPassedOver() {
    return this == NOT_SUPPORTED || this == GONE;
  }

  /** As the report says it. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
