package io.pagewalk.samples.simulator;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** What the service answers to a request that the gateway lets through. */
final class Api {
  private final SimulatorOptions options;

  /** By the number of the list, which tells its kind and its instance. */
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
    ListKind kind = target.list();
    if (kind == null || kind == ListKind.OFFLINE_KEY_ANALYSIS_TASKS) {
      return tasks(target, request, body);
    }
    ListShape shape = ListShape.of(kind);
    return shape.ofInstance()
        ? ofInstance(target, instance -> page(shape, request, instance))
        : page(shape, request, 0);
  }

  private Answer ofInstance(Target target, IntFunction<Answer> answer) {
    OptionalInt instance = instance(target.instanceId());
    return instance.isPresent()
        ? answer.apply(instance.getAsInt())
        : Errors.service(404, "DCS.3022", "The instance does not exist.");
  }

  private Answer tasks(Target target, SimulatedRequest request, byte[] body) {
    return ofInstance(
        target,
        instance -> {
          if (!options.supports(instance)) {
            return Errors.unsupported();
          }
          return target.operation() == Operation.LIST_TASKS
              ? page(ListShape.of(ListKind.OFFLINE_KEY_ANALYSIS_TASKS), request, instance)
              : task(target, body, instance);
        });
  }

  private Answer task(Target target, byte[] body, int instance) {
    Tasks list = listOf(ListKind.OFFLINE_KEY_ANALYSIS_TASKS, instance);
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

  private Answer page(ListShape shape, SimulatedRequest request, int instance) {
    int limit = Math.min(shape.most(), options.capped(request.limit()));
    if (shape.moves()) {
      String name = request.status();
      TaskStatus status = name == null ? null : TaskStatus.ofWireName(name).orElseThrow();
      Slice slice = listOf(shape.kind(), instance).list(status, request.offset(), limit);
      return Answer.json(200, new PageBody(shape, instance, slice));
    }
    long owner = instance;
    if (shape.kind() == ListKind.MIGRATION_TASK_LOGS) {
      OptionalLong migration = migration(request.taskId());
      if (migration.isEmpty()) {
        // The API page does not say how this is told; the code is made up.
        return Errors.service(404, "DCS.4922", "The migration task does not exist.");
      }
      owner = migration.getAsLong();
    }
    int total = options.rowsOf(shape.kind(), instance);
    return Answer.json(
        200, new RowsBody(shape, owner, total, request.offset(), limit, options.newestFirst));
  }

  private OptionalLong migration(@Nullable String id) {
    OptionalLong index =
        id == null ? OptionalLong.empty() : Ids.rowOf(id, ListKind.MIGRATION_TASKS, 0);
    return index.isPresent() && index.getAsLong() < options.rowsOf(ListKind.MIGRATION_TASKS, 0)
        ? index
        : OptionalLong.empty();
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

  /**
   * What tells each of the matching rows from the others, as they stand, in the list's order.
   *
   * @param status null stands for all, and is the only choice where rows do not move
   */
  List<String> rowIds(ListKind kind, int instance, @Nullable TaskStatus status) {
    ListShape shape = ListShape.of(kind);
    if (shape.moves()) {
      Slice slice = listOf(kind, instance).all(status);
      return new IdList(slice.rows(), place -> Ids.ofRow(kind, instance, slice.row(place).index()));
    }
    int owner = shape.ofInstance() ? instance : 0;
    long total = options.rowsOf(kind, instance);
    return new IdList(
        total,
        place ->
            shape.identityOf(owner, RowsBody.indexAt(shape, place, total, options.newestFirst)));
  }

  private Tasks listOf(ListKind kind, int instance) {
    return lists.computeIfAbsent(
        kind.number() * SimulatorOptions.MOST_INSTANCES + instance,
        number -> newList(number, options.rowsOf(kind, instance)));
  }

  private Tasks newList(int number, int rows) {
    return options.movement == null
        ? new TaskList(rows, options.newestFirst)
        : new MovingList(rows, options.newestFirst, options.movement.mover(number));
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
