package io.pagewalk.dcs;

import org.jspecify.annotations.Nullable;

/** Reads a whole answer in its usual form, faster than by way of a parser. */
@FunctionalInterface
interface CompactReader<R> {

  /**
   * Reads an answer.
   *
   * @param body holds the answer from its first byte on
   * @param length how many bytes it has
   * @return null if it is not in that form, or beyond a limit: that is for the parser to tell
   */
  @Nullable R read(byte[] body, int length, AnswerLimits limits);
}
