package io.pagewalk.reactive.dcs;

import io.pagewalk.dcs.AnswerLimits;
import io.pagewalk.dcs.ApiCall;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.util.context.Context;

/**
 * How a body that was gathered becomes a result: within which limits, and on which thread.
 *
 * @param limits how much of it is taken
 * @param scheduler where long bodies are decoded; null for the thread that brought the last byte
 * @param fromBytes how long a body is, at least, that is decoded there
 * @param listener is told of each 2xx answer what decoding it took
 */
record Decoding(
    AnswerLimits limits,
    @Nullable Scheduler scheduler,
    int fromBytes,
    Consumer<DecodeReport> listener) {

  /** Decodes when it is subscribed to. */
  <R> Mono<R> of(
      ApiCall<R> call, int status, Function<String, @Nullable String> header, BoundedBody body) {
    boolean good = status / 100 == 2;
    if (good && body.isCut()) {
      return Mono.error(() -> call.tooLarge(status, header, limits.maxBodyBytes()));
    }
    Mono<Decoded<R>> decoded = Mono.fromCallable(() -> decoded(call, status, header, body));
    if (scheduler != null && good && body.length() >= fromBytes) {
      decoded = decoded.subscribeOn(scheduler);
    }
    return decoded.handle(Decoded::to);
  }

  private <R> Decoded<R> decoded(
      ApiCall<R> call, int status, Function<String, @Nullable String> header, BoundedBody body) {
    try {
      return new Decoded<>(
          status / 100 == 2
              ? timed(call, status, header, body)
              : call.read(status, header, body.bytes(), body.length(), limits),
          null);
    } catch (RuntimeException failure) {
      return new Decoded<>(null, failure);
    } finally {
      // Whoever asked may hold on to the answer's operators for as long as its page waits.
      body.release();
    }
  }

  /**
   * A result, or what it failed with. As a value, since a failure that is thrown once nobody waits
   * for it any more goes to Reactor's dropped-error hook, which makes noise in the log of a host
   * that only gave up an attempt.
   */
  private record Decoded<R>(@Nullable R result, @Nullable RuntimeException failure) {
    void to(SynchronousSink<R> sink) {
      if (failure != null) {
        sink.error(failure);
      } else if (result != null) {
        sink.next(result);
      }
    }
  }

  private <R> R timed(
      ApiCall<R> call, int status, Function<String, @Nullable String> header, BoundedBody body) {
    long start = System.nanoTime();
    try {
      return call.read(status, header, body.bytes(), body.length(), limits);
    } finally {
      tell(call, body.length(), Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private void tell(ApiCall<?> call, int bytes, Duration time) {
    try {
      listener.accept(new DecodeReport(call.name(), call.operation(), bytes, time));
    } catch (Throwable cause) {
      // The listener's own fault is no reason to lose the page.
      Exceptions.throwIfFatal(cause);
      Operators.onErrorDropped(cause, Context.empty());
    }
  }
}
