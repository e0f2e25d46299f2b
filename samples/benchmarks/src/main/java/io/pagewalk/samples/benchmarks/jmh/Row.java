package io.pagewalk.samples.benchmarks.jmh;

/** The least a row can be. */
record Row(String id) {}
