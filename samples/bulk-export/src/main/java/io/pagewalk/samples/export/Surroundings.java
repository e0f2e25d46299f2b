package io.pagewalk.samples.export;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Logger;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * What a program finds around it.
 *
 * @param out standard output, such that it tells its errors
 * @param outHasReader whether that is a pipe or a socket, with a program at its other end
 * @param errIsTerminal whether somebody looks at the standard error as it is written
 * @param timer what runs the progress lines and tells the time for them
 * @param interruption completes when the export is to stop
 * @param libraries the logger above those of all libraries
 */
record Surroundings(
    Map<String, String> environment,
    OutputStream out,
    boolean outHasReader,
    PrintStream err,
    boolean errIsTerminal,
    Scheduler timer,
    Mono<Void> interruption,
    Logger libraries) {

  // The bits of a file's mode that tell its type, as POSIX systems have them.
  private static final int FILE_TYPE = 0170000;
  private static final int PIPE = 0010000;
  private static final int SOCKET = 0140000;

  static Surroundings ofProcess(Mono<Void> interruption) {
    return new Surroundings(
        System.getenv(),
        // System.out swallows the errors, and with them the news that the reader is gone.
        new FileOutputStream(FileDescriptor.out),
        isPipeOrSocket(Path.of("/dev/stdout")),
        System.err,
        isErrorATerminal(),
        Schedulers.parallel(),
        interruption,
        Logger.getLogger(""));
  }

  /** Where the system does not tell, it is taken for a file, whose failures are told. */
  private static boolean isPipeOrSocket(Path path) {
    try {
      int type = (int) Files.getAttribute(path, "unix:mode") & FILE_TYPE;
      return type == PIPE || type == SOCKET;
    } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
      return false;
    }
  }

  /**
   * Java's own console is one only if the input and the output are a terminal, too, so the system
   * is asked. Where it cannot be, plain lines are right anywhere.
   */
  private static boolean isErrorATerminal() {
    try {
      return new ProcessBuilder("test", "-t", "2").inheritIO().start().waitFor() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
