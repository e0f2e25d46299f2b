package io.pagewalk.samples.benchmarks;

/**
 * What many walks at once took.
 *
 * @param rows rows that came, of all
 * @param requests pages asked for, of all
 * @param wallNanos from the first call to the last row, without the collection in the middle
 * @param threadsBefore threads of the process before there was a client
 * @param threads threads in the middle
 * @param liveBytes how much more of the heap was in use in the middle than before, of all
 * @param fewestPages pages that the slowest walk had in the middle
 * @param medianPages pages that half of the walks had in the middle at most
 * @param mostPages pages that the fastest walk had in the middle
 */
record CrowdRound(
    long rows,
    long requests,
    long wallNanos,
    int threadsBefore,
    int threads,
    long liveBytes,
    int fewestPages,
    int medianPages,
    int mostPages) {

  /** As {@link #toLine} wrote it. */
  static CrowdRound ofLine(String line) {
    String[] parts = line.split(" ", -1);
    return new CrowdRound(
        Long.parseLong(parts[0]),
        Long.parseLong(parts[1]),
        Long.parseLong(parts[2]),
        Integer.parseInt(parts[3]),
        Integer.parseInt(parts[4]),
        Long.parseLong(parts[5]),
        Integer.parseInt(parts[6]),
        Integer.parseInt(parts[7]),
        Integer.parseInt(parts[8]));
  }

  /** On one line, for another process. */
  String toLine() {
    return "%d %d %d %d %d %d %d %d %d"
        .formatted(
            rows,
            requests,
            wallNanos,
            threadsBefore,
            threads,
            liveBytes,
            fewestPages,
            medianPages,
            mostPages);
  }

  double rowsPerSecond() {
    return rows * 1e9 / wallNanos;
  }
}
