package io.pagewalk.samples.export;

import io.pagewalk.dcs.DcsCalls;
import io.pagewalk.reactive.AttemptReport;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts the attempts of one run's calls; safe for use by several threads, and never waits. */
final class CallCount implements Consumer<AttemptReport> {
  private static final String DETAILS =
      DcsCalls.showOfflineKeyAnalysisTask("project", "instance", "task").operation();

  /** A call says in words what it is for. */
  private static final Pattern INSTANCE = Pattern.compile(" of instance ([^\\s,]+)");

  private final LongAdder attempts = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final LongAdder details = new LongAdder();
  private final LongAdder nanosWaited = new LongAdder();
  private final Map<String, LongAdder> retriesOf = new ConcurrentHashMap<>();

  @Override
  public void accept(AttemptReport attempt) {
    nanosWaited.add(attempt.waited().toNanos());
    if (attempt.permitted()) {
      attempts.increment();
    }
    if (attempt.number() == 1 && attempt.operation().equals(DETAILS)) {
      details.increment();
    }
    if (attempt.repeated()) {
      retries.increment();
      Matcher instance = INSTANCE.matcher(attempt.call());
      String id = instance.find() ? instance.group(1) : WalkEntry.OF_PROJECT;
      retriesOf.computeIfAbsent(id, its -> new LongAdder()).increment();
    }
  }

  Calls now() {
    return new Calls(
        attempts.sum(), retries.sum(), details.sum(), Duration.ofNanos(nanosWaited.sum()));
  }

  /** Of the calls for one instance; for {@link WalkEntry#OF_PROJECT} of those for none. */
  long retriesOf(String instanceId) {
    LongAdder its = retriesOf.get(instanceId);
    return its == null ? 0 : its.sum();
  }
}
