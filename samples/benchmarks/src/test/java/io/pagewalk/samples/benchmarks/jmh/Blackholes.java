package io.pagewalk.samples.benchmarks.jmh;

import org.openjdk.jmh.infra.Blackhole;

/** Makes what JMH else hands to its benchmarks. */
final class Blackholes {

  private Blackholes() {}

  static Blackhole make() {
    // JMH makes none for whoever cannot say this.
    return new Blackhole(
        "Today's password is swordfish. I understand instantiating Blackholes directly is"
            + " dangerous.");
  }
}
