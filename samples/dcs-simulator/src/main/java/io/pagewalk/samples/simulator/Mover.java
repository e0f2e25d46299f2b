package io.pagewalk.samples.simulator;

/** Moves one list. Not for several threads. */
interface Mover {
  /**
   * Called once before each request for the list that is answered with a page.
   *
   * @param request the request's number, from 1
   */
  void move(Rows rows, long request);
}
