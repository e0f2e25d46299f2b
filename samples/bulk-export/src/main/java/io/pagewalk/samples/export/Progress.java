package io.pagewalk.samples.export;

/** Shows people how far the export is. */
interface Progress extends AutoCloseable {

  /** Called whenever the figures have changed; quick, and safe for use by several threads. */
  void update(Figures figures);

  /** Stops showing. */
  @Override
  void close();
}
