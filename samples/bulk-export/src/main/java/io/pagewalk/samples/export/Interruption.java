package io.pagewalk.samples.export;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * What a signal to end does. The process is given the time to stop in good order, and then ends
 * with the status that the report says, whichever signal it was.
 */
final class Interruption {

  /** Longer than it takes to give up on a page that nobody takes. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Sinks.Empty<Void> signal = Sinks.empty();
  private final CompletableFuture<Integer> status = new CompletableFuture<>();

  /** From now on a signal to end this process completes {@link #signal}. */
  static Interruption ofProcess() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(new Thread(interruption::end, "bulk-export-end"));
    return interruption;
  }

  /** Completes when the process is to end. */
  Mono<Void> signal() {
    return signal.asMono();
  }

  /** Nothing is left to be stopped; the process is about to end by itself with this status. */
  void over(int exitStatus) {
    status.complete(exitStatus);
  }

  private void end() {
    if (status.isDone()) {
      return;
    }
    signal.tryEmitEmpty();
    Runtime.getRuntime().halt(awaitStatus());
  }

  private int awaitStatus() {
    try {
      // By this thread alone: another may be what the program is stuck on.
      return status.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      return Exit.INTERRUPTED.status();
    }
  }
}
