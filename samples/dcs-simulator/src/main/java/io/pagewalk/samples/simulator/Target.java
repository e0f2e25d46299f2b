package io.pagewalk.samples.simulator;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a request goes, told by its method and path.
 *
 * @param list the list that a page of is asked for, or null where none is
 * @param path the path as it stands on the wire
 * @param query what follows the question mark on the wire, or an empty string
 */
record Target(
    Operation operation,
    @Nullable ListKind list,
    String path,
    String query,
    @Nullable String projectId,
    @Nullable String instanceId,
    @Nullable String taskId) {
  private static final ListShape TASKS = ListShape.of(ListKind.OFFLINE_KEY_ANALYSIS_TASKS);

  /**
   * @param uri the request line's target as it stands on the wire
   */
  static Target of(String method, String uri) {
    int mark = uri.indexOf('?');
    String path = mark < 0 ? uri : uri.substring(0, mark);
    String query = mark < 0 ? "" : uri.substring(mark + 1);
    List<String> segments = segments(path);
    if (method.equals("GET") && segments.equals(List.of("v3", "projects"))) {
      return new Target(Operation.LIST_PROJECTS, null, path, query, null, null, null);
    }
    boolean project = segments.size() > 2 && segments.get(0).equals("v2");
    List<String> rest = project ? segments.subList(2, segments.size()) : List.of();
    ListShape shape = method.equals("GET") ? ListShape.at(rest) : null;
    if (shape != null) {
      return new Target(
          operation(shape.kind()),
          shape.kind(),
          path,
          query,
          segments.get(1),
          shape.instanceId(rest),
          shape.taskId(rest));
    }
    return ofTask(method, path, query, segments, rest);
  }

  private static Operation operation(ListKind list) {
    return switch (list) {
      case OFFLINE_KEY_ANALYSIS_TASKS -> Operation.LIST_TASKS;
      case INSTANCES -> Operation.LIST_INSTANCES;
      default -> Operation.LIST_OTHER;
    };
  }

  private static Target ofTask(
      String method, String path, String query, List<String> segments, List<String> rest) {
    int length = TASKS.path().size();
    boolean below = rest.size() == length + 1;
    boolean tasks = rest.size() >= length && TASKS.isAt(rest.subList(0, length));
    Operation operation = tasks ? operation(method, rest.size() - length) : Operation.UNKNOWN;
    if (operation == Operation.UNKNOWN) {
      return new Target(operation, null, path, query, null, null, null);
    }
    return new Target(
        operation,
        null,
        path,
        query,
        segments.get(1),
        TASKS.instanceId(rest),
        below ? rest.get(length) : null);
  }

  private static Operation operation(String method, int below) {
    return switch (method + " " + below) {
      case "POST 0" -> Operation.CREATE_TASK;
      case "GET 1" -> Operation.SHOW_TASK;
      case "DELETE 1" -> Operation.DELETE_TASK;
      default -> Operation.UNKNOWN;
    };
  }

  private static List<String> segments(String path) {
    try {
      return Stream.of(path.substring(path.startsWith("/") ? 1 : 0).split("/", -1))
          .map(Percent::decode)
          .toList();
    } catch (BadRequestException malformed) {
      return List.of();
    }
  }
}
