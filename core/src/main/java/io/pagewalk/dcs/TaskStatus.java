package io.pagewalk.dcs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Where a task stands. The API's page names four values; whatever else a server says is kept as it
 * came, so a value that is added one day breaks nothing.
 */
public final class TaskStatus {

  /** The task waits for its turn. */
  public static final TaskStatus WAITING = new TaskStatus("waiting");

  /** The task is being done. */
  public static final TaskStatus RUNNING = new TaskStatus("running");

  /** The task is done. */
  public static final TaskStatus SUCCESS = new TaskStatus("success");

  /** The task ended without a result. */
  public static final TaskStatus FAILED = new TaskStatus("failed");

  private static final List<TaskStatus> KNOWN = List.of(WAITING, RUNNING, SUCCESS, FAILED);

  private static final byte[][] KNOWN_ASCII =
      KNOWN.stream()
          .map(status -> status.value.getBytes(StandardCharsets.US_ASCII))
          .toArray(byte[][]::new);

  private final String value;

  private TaskStatus(String value) {
    this.value = value;
  }

  /** The status of this name, whether it is a known one or not; case matters. */
  public static TaskStatus of(String value) {
    Objects.requireNonNull(value, "value");
    for (TaskStatus status : KNOWN) {
      if (status.value.equals(value)) {
        return status;
      }
    }
    return new TaskStatus(value);
  }

  /** The same from ASCII; makes no string for a known status. */
  static TaskStatus of(byte[] ascii, int offset, int length) {
    for (int i = 0; i < KNOWN_ASCII.length; i++) {
      byte[] known = KNOWN_ASCII[i];
      if (Arrays.equals(known, 0, known.length, ascii, offset, offset + length)) {
        return KNOWN.get(i);
      }
    }
    return new TaskStatus(new String(ascii, offset, length, StandardCharsets.US_ASCII));
  }

  /** The statuses that the API's page names. */
  static List<TaskStatus> known() {
    return KNOWN;
  }

  /** The status as the API spells it. */
  public String value() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TaskStatus that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
