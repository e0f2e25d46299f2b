package io.pagewalk;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Drives a walk against a scripted server to its end, with demand without bound. */
final class WalkDriver {

  final Walk<Integer> walk;
  final List<Integer> rows = new ArrayList<>();
  final List<PageRequest> requests = new ArrayList<>();
  int mostInFlight;
  private long inFlightInAll;
  private int arrivals;

  WalkDriver(WalkOptions<Integer> options) {
    this.walk = new Walk<>(options);
  }

  /** Runs to the end; each page arrives in the order in which it was asked for. */
  WalkDriver run(Function<PageRequest, Page<Integer>> server) {
    return run(server, null);
  }

  /** Runs to the end; pages arrive in a random order if there is a generator for it. */
  WalkDriver run(Function<PageRequest, Page<Integer>> server, @Nullable RandomGenerator order) {
    record Answer(
        DuePage<Integer> due, @Nullable Page<Integer> page, @Nullable CallException failure) {}
    List<Answer> onTheirWay = new ArrayList<>();
    while (!walk.isOver()) {
      DuePage<Integer> due;
      while ((due = walk.due(Long.MAX_VALUE, 0)) != null) {
        requests.add(due.request());
        try {
          onTheirWay.add(new Answer(due, server.apply(due.request()), null));
        } catch (CallException failed) {
          onTheirWay.add(new Answer(due, null, failed));
        }
      }
      mostInFlight = Math.max(mostInFlight, onTheirWay.size());
      inFlightInAll += onTheirWay.size();
      arrivals++;
      Answer answer = onTheirWay.remove(order == null ? 0 : order.nextInt(onTheirWay.size()));
      if (answer.page == null) {
        walk.failed(answer.due, Objects.requireNonNull(answer.failure));
      } else {
        walk.arrived(answer.due, answer.page);
      }
      WalkPage<Integer> page;
      while ((page = walk.next()) != null) {
        rows.addAll(page.items());
      }
      onTheirWay.removeIf(waiting -> waiting.due.isDropped());
    }
    return this;
  }

  /** Pages in flight on average, as each page arrived. */
  double meanInFlight() {
    return (double) inFlightInAll / arrivals;
  }

  List<Long> offsets() {
    return requests.stream().map(PageRequest::offset).toList();
  }

  WalkReport report() {
    return walk.report(0);
  }

  WalkException failure() {
    return (WalkException) Objects.requireNonNull(walk.failure());
  }
}
