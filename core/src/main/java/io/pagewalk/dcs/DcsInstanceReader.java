package io.pagewalk.dcs;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** Reads one row of the list of instances. */
final class DcsInstanceReader implements Answers.FieldReader {

  private @Nullable String instanceId;
  private @Nullable String name;
  private @Nullable String status;
  private @Nullable String engine;
  private @Nullable String engineVersion;

  private DcsInstanceReader() {}

  static DcsInstance row(JsonParser json) {
    DcsInstanceReader reader = new DcsInstanceReader();
    Answers.object(json, reader);
    return new DcsInstance(
        Answers.identity("instance_id", reader.instanceId),
        reader.name,
        reader.status,
        reader.engine,
        reader.engineVersion);
  }

  @Override
  public void read(String field, JsonParser json) {
    switch (field) {
      case "instance_id" -> instanceId = Answers.string(json);
      case "name" -> name = Answers.string(json);
      case "status" -> status = Answers.string(json);
      case "engine" -> engine = Answers.string(json);
      case "engine_version" -> engineVersion = Answers.string(json);
      default -> {}
    }
  }
}
