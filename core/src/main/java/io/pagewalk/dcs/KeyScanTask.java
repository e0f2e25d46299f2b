package io.pagewalk.dcs;

import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A row of the lists of big key scans, hot key scans and scans for expired keys. Fields and their
 * meaning are those of the vendor's published SDK.
 *
 * @param id what the task is known by
 * @param status where the task stands; null where the server did not say
 * @param scanType {@code manual} or {@code auto}; null where the server did not say
 * @param num how many expired keys were found; only scans for expired keys tell it
 * @param createdAt when the task was made; null where the server did not say
 * @param startedAt when the task began; null while it waits, or where the server did not say
 * @param finishedAt when the task ended; null until then, or where the server did not say
 */
public record KeyScanTask(
    String id,
    @Nullable TaskStatus status,
    @Nullable String scanType,
    OptionalLong num,
    @Nullable Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {

  /** Only the id must be there. */
  public KeyScanTask {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(num, "num");
  }
}
