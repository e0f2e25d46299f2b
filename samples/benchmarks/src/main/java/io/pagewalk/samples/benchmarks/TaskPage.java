package io.pagewalk.samples.benchmarks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page as Jackson binds it, for those that leave their rows to it.
 *
 * @param total how many rows the list has
 * @param records its rows
 */
public record TaskPage(long total, List<Task> records) {

  /** A row. Times are null until they are known. */
  public record Task(
      String id,
      String status,
      @JsonProperty("created_at") Instant createdAt,
      @JsonProperty("started_at") @Nullable Instant startedAt,
      @JsonProperty("finished_at") @Nullable Instant finishedAt) {}

  /**
   * A page and its place, which the answer does not tell.
   *
   * @param offset where it begins
   * @param page the page
   */
  record Placed(long offset, TaskPage page) {

    long end() {
      return offset + page.records().size();
    }

    boolean isLast() {
      return page.records().isEmpty() || end() >= page.total();
    }
  }
}
