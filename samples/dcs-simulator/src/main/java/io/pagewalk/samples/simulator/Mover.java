package io.pagewalk.samples.simulator;

/** Moves the list of one instance. Not for several threads. */
interface Mover {
  /**
   * Called once before each list request of the instance that is answered with a page.
   *
   * @param request the request's number, from 1
   */
  void move(Rows rows, long request);
}
