package io.pagewalk.samples.export;

import io.pagewalk.Checkpoint;
import io.pagewalk.reactive.Paginator;
import io.pagewalk.reactive.Resilience;
import io.pagewalk.reactive.dcs.DcsClient;
import io.pagewalk.samples.export.output.OutputException;
import io.pagewalk.samples.export.output.Sink;
import java.util.Optional;

/** Counts what an export does. Nothing is counted, nor loaded for it, where nobody asks. */
interface Meters extends AutoCloseable {

  /** Counts nothing. */
  Meters NONE = new Meters() {};

  /**
   * Serves the figures at an address from now on, and says where.
   *
   * @param address empty if nobody asks for any
   * @throws OutputException if that is not to be had
   */
  static Meters at(Optional<MetricsAddress> address, Notices notices) {
    return address.<Meters>map(it -> PrometheusMeters.serve(it, notices)).orElse(NONE);
  }

  /** A client to be built whose calls are counted. */
  default DcsClient.Builder client(Resilience.Builder resilience) {
    return DcsClient.builder().resilience(resilience.build());
  }

  /** A list each of whose walks is counted when it is over. */
  default <T> Paginator<T> counted(Paginator<T> walk, String list, Optional<Checkpoint> from) {
    return walk;
  }

  /** A sink whose writing is timed. */
  default Sink timed(Sink sink) {
    return sink;
  }

  /** Counts what this run adds to a journal. Called once. */
  default void watch(Journal journal, String list) {}

  /** Nothing is served from now on. */
  @Override
  default void close() {}
}
