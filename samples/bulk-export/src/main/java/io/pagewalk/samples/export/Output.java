package io.pagewalk.samples.export;

import java.io.OutputStream;
import java.util.Optional;

/** Where the rows go. Used by one thread at a time. */
interface Output {

  /** As people know it. */
  String name();

  /**
   * Makes ready to write. Called once, before any request is sent.
   *
   * @throws UsageException if what is there must not be written over
   * @throws OutputException if it cannot be written
   */
  OutputStream open();

  /**
   * Ends it as a whole one. What was written to the stream was flushed before.
   *
   * @throws OutputException if what was written cannot be kept
   */
  void commit();

  /**
   * Ends it though rows are missing. Does nothing if it was not opened.
   *
   * @param rows how many were written
   * @return what is left of it and where, in a sentence; empty if there is nothing to say
   */
  Optional<String> abandon(long rows);
}
