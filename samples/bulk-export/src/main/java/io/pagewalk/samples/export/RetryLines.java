package io.pagewalk.samples.export;

import io.pagewalk.CallException;
import io.pagewalk.reactive.AttemptReport;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A line for each attempt that failed and is followed by another. Written by a thread of its own:
 * the event loop that brings a failure must not wait for whoever reads the lines.
 */
final class RetryLines implements Consumer<AttemptReport>, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Notices notices;
  private final int maxAttempts;
  private final ThreadPoolExecutor thread;

  RetryLines(Notices notices, int maxAttempts) {
    this.notices = notices;
    this.maxAttempts = maxAttempts;
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread teller = new Thread(task, "bulk-export-retries");
              teller.setDaemon(true);
              return teller;
            },
            // What comes behind the end is of calls that nobody waits for.
            new ThreadPoolExecutor.DiscardPolicy());
  }

  @Override
  public void accept(AttemptReport attempt) {
    if (attempt.repeated()) {
      thread.execute(() -> tell(attempt));
    }
  }

  private void tell(AttemptReport attempt) {
    Throwable failure = attempt.failure();
    String why = failure == null ? attempt.call() : ErrorLine.withoutHint(failure);
    Optional<Duration> pause =
        failure instanceof CallException known ? known.retryAfter() : Optional.empty();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("call", attempt.call());
    fields.put("attempt", attempt.number());
    fields.put("waited_seconds", seconds(attempt.waited()));
    fields.put("seconds", seconds(attempt.time()));
    pause.ifPresent(asked -> fields.put("retry_after_seconds", seconds(asked)));
    notices.tell(
        Notices.Level.WARN,
        "attempt %d of %d failed, and another follows%s: %s (waited %s s for its permit, took %s s)"
            .formatted(
                attempt.number(),
                maxAttempts,
                pause
                    .map(
                        asked ->
                            " behind the %s s that the server asks for".formatted(seconds(asked)))
                    .orElse(""),
                why,
                seconds(attempt.waited()),
                seconds(attempt.time())),
        fields);
  }

  private static BigDecimal seconds(Duration time) {
    return BigDecimal.valueOf(time.toMillis(), 3);
  }

  /** Waits a little until all is told. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
