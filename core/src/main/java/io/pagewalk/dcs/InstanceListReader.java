package io.pagewalk.dcs;

import io.pagewalk.Page;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** Reads a page of instances. */
final class InstanceListReader implements Answers.FieldReader {

  private OptionalLong total = OptionalLong.empty();
  private @Nullable List<DcsInstance> instances;

  private InstanceListReader() {}

  static Page<DcsInstance> read(JsonParser json, long offset) {
    InstanceListReader reader = new InstanceListReader();
    Answers.answer(json, reader);
    return new Page<>(
        Answers.rows("instances", reader.instances, "instance_num", reader.total, offset),
        reader.total);
  }

  @Override
  public void read(String name, JsonParser json) {
    switch (name) {
      case "instance_num" -> total = Answers.count(json);
      case "instances" ->
          instances = Answers.onlyList(json, row -> new Row().instance(row), instances);
      default -> {}
    }
  }

  private static final class Row implements Answers.FieldReader {

    private @Nullable String instanceId;
    private @Nullable String name;
    private @Nullable String status;
    private @Nullable String engine;
    private @Nullable String engineVersion;

    DcsInstance instance(JsonParser json) {
      Answers.object(json, this);
      return new DcsInstance(
          Answers.identity("instance_id", instanceId), name, status, engine, engineVersion);
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
}
