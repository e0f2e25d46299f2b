package io.pagewalk.samples.export;

/** Shows people how far the export is, by figures that it asks for itself, until it is stopped. */
interface Progress {

  /** Shows nothing from now on. */
  void stop();
}
