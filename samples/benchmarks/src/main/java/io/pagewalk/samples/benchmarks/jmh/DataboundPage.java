package io.pagewalk.samples.benchmarks.jmh;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of tasks as Jackson reads it by itself, from the names of the components. */
record DataboundPage(String instanceId, long total, List<Task> records) {

  record Task(
      String id,
      @Nullable String status,
      @Nullable Instant createdAt,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt) {}
}
