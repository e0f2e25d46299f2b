package io.pagewalk.samples.export;

import io.pagewalk.samples.export.output.UsageException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Keeps an export within the heap, and makes an end where that was not enough. */
final class Memory {

  /**
   * A row takes some 250 bytes as an object, and while its page is read as much again as bytes, in
   * an array that may be twice as long as needed.
   */
  private static final long BYTES_A_ROW = 750;

  /** A row that keeps whatever fields it has takes more. */
  private static final long BYTES_A_FIELD = 100;

  /** A walk remembers the ids of the last rows, to recognise them: those of so many pages. */
  private static final int PAGES_REMEMBERED = 16;

  private static final long BYTES_AN_ID = 100;

  static final String EXHAUSTED =
      "out of memory; try: java -Xmx with more, or a smaller --page-size or --concurrency; --since"
          + " takes some 150 bytes a row";

  private static final int MEBIBYTE = 1 << 20;

  private Memory() {}

  /**
   * Refuses pages that together might fill the heap: those in flight, as many in hand, and the one
   * that is being written.
   *
   * @param fields of a row, where it keeps whatever it has; 0 where it does not
   * @param lists how many instances are read at once
   * @param heapBytes the heap's largest size; half of it is for pages
   * @throws UsageException if they are too many
   */
  static void check(int fields, int lists, int pageSize, int concurrency, long heapBytes) {
    long rows = pageSize * (2L * concurrency + 1);
    long bytesARow = BYTES_A_ROW + BYTES_A_FIELD * fields;
    long bytes = lists * (bytesARow * rows + BYTES_AN_ID * PAGES_REMEMBERED * pageSize);
    if (bytes > heapBytes / 2) {
      throw new UsageException(
          "--page-size %d with --concurrency %d%s may take %d MiB, which is more than half of the heap"
                  .formatted(
                      pageSize,
                      concurrency,
                      lists == 1 ? "" : " and --instances-at-once " + lists,
                      bytes / MEBIBYTE)
              + " of %d MiB; lower one of them, or start with java -Xmx%dm"
                  .formatted(heapBytes / MEBIBYTE, 2 * bytes / MEBIBYTE + 1));
    }
  }

  /**
   * Ends the process when a thread of a library dies for want of memory: what it was to do is lost,
   * and an export that waits for it would never end.
   */
  static void endWhenExhausted(PrintStream err, LogFormat format) {
    String text = EXHAUSTED;
    byte[] line =
        // Without the time, which takes memory to write.
        (format == LogFormat.JSON
                ? "{\"level\":\"error\",\"message\":\"" + text + "\"}\n"
                : Notices.PROGRAM + ": " + text + "\n")
            .getBytes(StandardCharsets.UTF_8);
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> {
          if (failure instanceof VirtualMachineError) {
            err.write(line, 0, line.length);
            err.flush();
            Runtime.getRuntime().halt(Exit.FAILED.status());
          }
        });
  }
}
