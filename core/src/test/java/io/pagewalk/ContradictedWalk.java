package io.pagewalk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** An anchored walk against a scripted server, and what came of it. */
final class ContradictedWalk {

  /** Answers a request, or throws what its fetch fails with. */
  interface Server {
    /**
     * Answers one request.
     *
     * @param before requests answered before this one
     */
    Page<String> answer(PageRequest request, int before);
  }

  private static final int REQUESTS_AT_MOST = 20_000;

  final List<String> rows = new ArrayList<>();
  final List<PageRequest> requests = new ArrayList<>();
  private final Walk<String> walk;

  private ContradictedWalk(WalkOptions<String> options) {
    walk = new Walk<>(options);
  }

  static WalkOptions.Builder<String> strict(int pageSize) {
    return WalkOptions.<String>builder().pageSize(pageSize).identity(row -> row);
  }

  static WalkOptions.Builder<String> lenient(int pageSize) {
    return strict(pageSize).strict(false);
  }

  /** The rows of the list from one to before another. */
  static List<String> rows(int from, int to) {
    return IntStream.range(from, Math.max(from, to)).mapToObj(row -> "r" + row).toList();
  }

  /** The slice of a list that a request asks for. */
  static List<String> slice(List<String> list, PageRequest request) {
    int from = (int) Math.min(list.size(), request.offset());
    return list.subList(from, Math.min(list.size(), from + request.limit()));
  }

  static Page<String> honest(List<String> list, PageRequest request) {
    return Page.of(slice(list, request), list.size());
  }

  static ContradictedWalk run(WalkOptions.Builder<String> options, Server server) {
    ContradictedWalk run = new ContradictedWalk(options.build());
    ArrayDeque<DuePage<String>> sent = new ArrayDeque<>();
    while (!run.walk.isOver()) {
      DuePage<String> due;
      while ((due = run.walk.due(Long.MAX_VALUE, 0)) != null) {
        sent.add(due);
      }
      run.bring(sent.remove(), server);
      WalkPage<String> page;
      while ((page = run.walk.next()) != null) {
        run.rows.addAll(page.items());
      }
      sent.removeIf(DuePage::isDropped);
    }
    return run;
  }

  private void bring(DuePage<String> due, Server server) {
    if (requests.size() == REQUESTS_AT_MOST) {
      throw new AssertionError("does not end");
    }
    requests.add(due.request());
    Page<String> page;
    try {
      page = server.answer(due.request(), requests.size() - 1);
    } catch (RuntimeException failed) {
      walk.failed(due, failed);
      return;
    }
    walk.arrived(due, page);
  }

  List<Long> offsets() {
    return requests.stream().map(PageRequest::offset).toList();
  }

  WalkReport report() {
    return walk.report(0);
  }

  Verdict verdict() {
    return report().verdict();
  }

  @Nullable Throwable failure() {
    return walk.failure();
  }

  /** What a strict walk could not prove. */
  Verdict unproved() {
    return ((UnprovedException) Objects.requireNonNull(walk.failure())).verdict();
  }
}
