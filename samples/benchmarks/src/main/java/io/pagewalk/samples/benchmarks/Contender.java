package io.pagewalk.samples.benchmarks;

/**
 * One way to read a list, as its own documentation would have it. Made once in a process of its
 * own, it reads the list again and again, with its connections kept open in between.
 */
interface Contender extends AutoCloseable {

  /**
   * Reads the whole list and tells of every row. Blocks until the last one was told of.
   *
   * @throws Exception whatever goes wrong; the round does not count then, and the run ends
   */
  void read(RemoteList list, Arrivals arrivals) throws Exception;

  @Override
  void close();
}
