package io.pagewalk.samples.simulator;

import java.time.Clock;

/**
 * Lets a number of requests through in each second of the clock. Safe for use by several threads.
 */
final class Throttle {
  private final int limit;
  private final Clock clock;
  private long second = Long.MIN_VALUE;
  private int used;

  Throttle(int limit, Clock clock) {
    this.limit = limit;
    this.clock = clock;
  }

  synchronized boolean tryPass() {
    long now = Math.floorDiv(clock.millis(), 1_000L);
    if (now != second) {
      second = now;
      used = 0;
    }
    if (used == limit) {
      return false;
    }
    used++;
    return true;
  }

  String message() {
    return "The throttling threshold has been reached: policy user over ratelimit,limit:"
        + limit
        + ",time:1 second";
  }
}
