package io.pagewalk.samples.benchmarks;

/**
 * What reading a list once took.
 *
 * @param rows rows that came
 * @param wallNanos from the first call to the last row
 * @param firstRowNanos from the first call to the first row
 * @param cpuNanos processor time of the whole process: all threads, collector and compiler included
 * @param allocatedBytes what all threads took of the heap
 */
record Round(long rows, long wallNanos, long firstRowNanos, long cpuNanos, long allocatedBytes) {

  /** As {@link #toLine} wrote it. */
  static Round ofLine(String line) {
    String[] parts = line.split(" ", -1);
    return new Round(
        Long.parseLong(parts[0]),
        Long.parseLong(parts[1]),
        Long.parseLong(parts[2]),
        Long.parseLong(parts[3]),
        Long.parseLong(parts[4]));
  }

  /** On one line, for another process. */
  String toLine() {
    return "%d %d %d %d %d".formatted(rows, wallNanos, firstRowNanos, cpuNanos, allocatedBytes);
  }

  double cpuNanosPerRow() {
    return (double) cpuNanos / rows;
  }

  double allocatedBytesPerRow() {
    return (double) allocatedBytes / rows;
  }

  double rowsPerSecond() {
    return rows * 1e9 / wallNanos;
  }

  double firstRowMillis() {
    return firstRowNanos / 1e6;
  }
}
