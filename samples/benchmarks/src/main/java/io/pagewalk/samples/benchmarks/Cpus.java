package io.pagewalk.samples.benchmarks;

import java.io.IOException;

/**
 * Which processors the server and the contenders may use.
 *
 * @param server as taskset takes them; empty for any
 * @param client the same of the contenders
 */
record Cpus(String server, String client) {

  /** One for the server and one for the contenders, where there are two and taskset. */
  static Cpus parted() throws InterruptedException {
    boolean parted = Runtime.getRuntime().availableProcessors() > 1 && canPin();
    return parted ? new Cpus("1", "0") : new Cpus("", "");
  }

  private static boolean canPin() throws InterruptedException {
    try {
      return new ProcessBuilder("taskset", "-c", "0,1", "true").start().waitFor() == 0;
    } catch (IOException noTaskset) {
      return false;
    }
  }

  @Override
  public String toString() {
    return server.isEmpty() ? "not pinned" : "server on core " + server + ", client on " + client;
  }
}
