package io.pagewalk.samples.simulator;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What the service answers to a request that the gateway lets through. */
final class Api {
  private final SimulatorOptions options;
  private final Map<Integer, Tasks> lists = new ConcurrentHashMap<>();

  Api(SimulatorOptions options) {
    this.options = options;
  }

  /**
   * @throws BadRequestException if a body or parameter cannot be read
   */
  Answer answer(Target target, SimulatedRequest request, byte[] body, String requestId) {
    if (target.operation() == Operation.LIST_PROJECTS) {
      return projects(Query.of(target.query()).text("name"));
    }
    if (target.operation() == Operation.UNKNOWN) {
      return Errors.noSuchApi(requestId);
    }
    if (!options.projectId().equals(target.projectId())) {
      return Errors.service(403, "DCS.2003", "No permission to access this project.");
    }
    if (target.operation() == Operation.LIST_INSTANCES) {
      return instances(request.offset(), options.capped(request.limit()));
    }
    OptionalInt instance = instance(target.instanceId());
    if (instance.isEmpty()) {
      return Errors.service(404, "DCS.3022", "The instance does not exist.");
    }
    if (!options.supports(instance.getAsInt())) {
      return Errors.unsupported();
    }
    return tasks(target, request, body, instance.getAsInt());
  }

  private Answer tasks(Target target, SimulatedRequest request, byte[] body, int instance) {
    Tasks list = listOf(instance);
    if (target.operation() == Operation.LIST_TASKS) {
      return page(request, instance, list);
    }
    if (target.operation() == Operation.CREATE_TASK) {
      CreateBody wanted = CreateBody.of(body);
      return taskId(
          Ids.ofTask(
              instance,
              list.create(
                  new TaskList.Created(
                      wanted.nodeId(), wanted.backupId(), options.clock.instant()))));
    }
    String id = target.taskId() == null ? "" : target.taskId();
    OptionalLong index = Ids.taskOf(id, instance);
    if (index.isEmpty()) {
      return noSuchTask();
    }
    if (target.operation() == Operation.DELETE_TASK) {
      return list.delete(index.getAsLong()) ? taskId(id) : noSuchTask();
    }
    Task task = list.task(index.getAsLong());
    return task == null ? noSuchTask() : Answer.json(200, new TaskDetails(instance, task).json());
  }

  private Answer page(SimulatedRequest request, int instance, Tasks list) {
    String name = request.status();
    TaskStatus status = name == null ? null : TaskStatus.ofWireName(name).orElseThrow();
    int limit = options.capped(request.limit());
    return Answer.json(200, new PageBody(instance, list.list(status, request.offset(), limit)));
  }

  private Answer instances(long offset, int limit) {
    return Answer.json(
        200,
        Json.object(
            json -> {
              json.writeNumberProperty("instance_num", options.instances());
              json.writeName("instances").writeStartArray();
              long end = Math.min(options.instances(), offset + limit);
              for (long instance = offset; instance < end; instance++) {
                writeInstance(json, (int) instance);
              }
              json.writeEndArray();
            }));
  }

  private static void writeInstance(JsonGenerator json, int instance) {
    json.writeStartObject();
    json.writeStringProperty("instance_id", Ids.ofInstance(instance));
    json.writeStringProperty("name", "dcs-" + instance);
    json.writeStringProperty("status", "RUNNING");
    json.writeStringProperty("engine", "Redis");
    json.writeStringProperty("engine_version", "5.0");
    json.writeEndObject();
  }

  private Answer projects(@Nullable String name) {
    return Answer.json(
        200,
        Json.object(
            json -> {
              json.writeName("projects").writeStartArray();
              if (name == null || name.equals(options.region())) {
                json.writeStartObject();
                json.writeStringProperty("id", options.projectId());
                json.writeStringProperty("name", options.region());
                json.writeEndObject();
              }
              json.writeEndArray();
            }));
  }

  /** The ids of the matching tasks as they stand, in the list's order; null stands for all. */
  List<String> taskIds(int instance, @Nullable TaskStatus status) {
    return new IdList(instance, listOf(instance).all(status));
  }

  private Tasks listOf(int instance) {
    return lists.computeIfAbsent(instance, this::newList);
  }

  private Tasks newList(int instance) {
    int tasks = options.tasksOf(instance);
    return options.movement == null
        ? new TaskList(tasks, false)
        : new MovingList(tasks, false, options.movement.mover(instance));
  }

  private OptionalInt instance(@Nullable String id) {
    OptionalInt instance = id == null ? OptionalInt.empty() : Ids.instanceOf(id);
    return instance.isPresent() && instance.getAsInt() < options.instances()
        ? instance
        : OptionalInt.empty();
  }

  private static Answer taskId(String id) {
    return Answer.json(200, Json.object(json -> json.writeStringProperty("task_id", id)));
  }

  private static Answer noSuchTask() {
    return Errors.service(400, "DCS.4232", "The offline key analysis task is not found.");
  }
}
