package io.pagewalk.dcs;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of the list of instances, as far as it is of use for finding instances to ask about.
 *
 * @param instanceId what the instance is known by
 * @param name what people call it; null where the server did not say
 * @param status where it stands, such as {@code RUNNING}; null where the server did not say
 * @param engine what it runs, such as {@code Redis}; null where the server did not say
 * @param engineVersion the engine's version, such as {@code 5.0}; null where the server did not say
 */
public record DcsInstance(
    String instanceId,
    @Nullable String name,
    @Nullable String status,
    @Nullable String engine,
    @Nullable String engineVersion) {

  /** Only the id must be there. */
  public DcsInstance {
    Objects.requireNonNull(instanceId, "instanceId");
  }
}
