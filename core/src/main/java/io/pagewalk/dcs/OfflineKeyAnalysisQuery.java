package io.pagewalk.dcs;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which offline key analysis tasks are asked for, where to start and how many to ask for at a time.
 */
public final class OfflineKeyAnalysisQuery {

  /** Where a query starts unless told otherwise: at the first task, as the API itself does. */
  public static final long DEFAULT_START_OFFSET = 0;

  /**
   * How many tasks a query asks for at a time unless told otherwise. The API's own default is 10,
   * which costs ten times as many requests of a quota that is counted in requests.
   */
  public static final int DEFAULT_PAGE_SIZE = 100;

  private final String instanceId;
  private final @Nullable TaskStatus status;
  private final long startOffset;
  private final int pageSize;

  private OfflineKeyAnalysisQuery(Builder builder) {
    instanceId = builder.instanceId;
    status = builder.status;
    startOffset = builder.startOffset;
    pageSize = builder.pageSize;
  }

  /** All tasks of an instance, with the defaults for the rest. */
  public static OfflineKeyAnalysisQuery ofInstance(String instanceId) {
    return builder(instanceId).build();
  }

  /**
   * Begins a query of an instance's tasks.
   *
   * @throws IllegalArgumentException if the id is blank, {@code .} or {@code ..}, or holds control
   *     characters
   */
  public static Builder builder(String instanceId) {
    return new Builder(instanceId);
  }

  /** The instance whose tasks are asked for. */
  public String instanceId() {
    return instanceId;
  }

  /** The only status that is asked for; empty for all. */
  public Optional<TaskStatus> status() {
    return Optional.ofNullable(status);
  }

  /** How many tasks of the list are passed over, 0 or more. */
  public long startOffset() {
    return startOffset;
  }

  /** How many tasks are asked for at a time, 1 or more. */
  public int pageSize() {
    return pageSize;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OfflineKeyAnalysisQuery that
        && instanceId.equals(that.instanceId)
        && Objects.equals(status, that.status)
        && startOffset == that.startOffset
        && pageSize == that.pageSize;
  }

  @Override
  public int hashCode() {
    return Objects.hash(instanceId, status, startOffset, pageSize);
  }

  @Override
  public String toString() {
    return "offline key analysis tasks of instance "
        + instanceId
        + (status == null ? "" : " with status " + status)
        + ", start offset "
        + startOffset
        + ", page size "
        + pageSize;
  }

  /** Puts a query together. Not for several threads. */
  public static final class Builder {

    private final String instanceId;
    private @Nullable TaskStatus status;
    private long startOffset = DEFAULT_START_OFFSET;
    private int pageSize = DEFAULT_PAGE_SIZE;

    private Builder(String instanceId) {
      this.instanceId = Checks.segment("instance_id", instanceId);
    }

    /**
     * Asks only for tasks of this status.
     *
     * @throws IllegalArgumentException if it is none of the four that the API's page names
     */
    public Builder status(TaskStatus status) {
      Objects.requireNonNull(status, "status");
      if (!TaskStatus.known().contains(status)) {
        throw new IllegalArgumentException(
            "status must be one of "
                + TaskStatus.known().stream()
                    .map(TaskStatus::value)
                    .collect(Collectors.joining(", "))
                + "; was '"
                + Printable.text(status.value())
                + "'");
      }
      this.status = status;
      return this;
    }

    /**
     * Asks only for tasks of this status.
     *
     * @throws IllegalArgumentException if it is none of the four that the API's page names
     */
    public Builder status(String status) {
      return status(TaskStatus.of(status));
    }

    /**
     * Passes over that many tasks; {@value OfflineKeyAnalysisQuery#DEFAULT_START_OFFSET} unless
     * set.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Builder startOffset(long startOffset) {
      this.startOffset = Checks.startOffset(startOffset);
      return this;
    }

    /**
     * Asks for that many tasks at a time; {@value OfflineKeyAnalysisQuery#DEFAULT_PAGE_SIZE} unless
     * set. The server may give fewer. The API's page allows 0, which asks for nothing.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Builder pageSize(int pageSize) {
      this.pageSize = Checks.pageSize(pageSize);
      return this;
    }

    /** The query as it stands now. */
    public OfflineKeyAnalysisQuery build() {
      return new OfflineKeyAnalysisQuery(this);
    }
  }
}
