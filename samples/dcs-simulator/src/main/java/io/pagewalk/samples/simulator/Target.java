package io.pagewalk.samples.simulator;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a request goes, told by its method and path.
 *
 * @param path the path as it stands on the wire
 * @param query what follows the question mark on the wire, or an empty string
 */
record Target(
    Operation operation,
    String path,
    String query,
    @Nullable String projectId,
    @Nullable String instanceId,
    @Nullable String taskId) {

  /**
   * @param uri the request line's target as it stands on the wire
   */
  static Target of(String method, String uri) {
    int mark = uri.indexOf('?');
    String path = mark < 0 ? uri : uri.substring(0, mark);
    String query = mark < 0 ? "" : uri.substring(mark + 1);
    List<String> segments = segments(path);
    Operation operation = operation(method, segments);
    return new Target(
        operation,
        path,
        query,
        segment(segments, operation, 1),
        segment(segments, operation, 3),
        segment(segments, operation, 6));
  }

  private static Operation operation(String method, List<String> segments) {
    boolean project = starts(segments, "v2") && at(segments, 2, "instances");
    boolean analysis = project && at(segments, 4, "offline") && at(segments, 5, "key-analysis");
    return switch (method + " " + segments.size()) {
      case "GET 2" ->
          starts(segments, "v3") && at(segments, 1, "projects")
              ? Operation.LIST_PROJECTS
              : Operation.UNKNOWN;
      case "GET 3" -> project ? Operation.LIST_INSTANCES : Operation.UNKNOWN;
      case "GET 6" -> analysis ? Operation.LIST_TASKS : Operation.UNKNOWN;
      case "POST 6" -> analysis ? Operation.CREATE_TASK : Operation.UNKNOWN;
      case "GET 7" -> analysis ? Operation.SHOW_TASK : Operation.UNKNOWN;
      case "DELETE 7" -> analysis ? Operation.DELETE_TASK : Operation.UNKNOWN;
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

  private static @Nullable String segment(List<String> segments, Operation operation, int place) {
    boolean named =
        operation != Operation.UNKNOWN
            && operation != Operation.LIST_PROJECTS
            && place < segments.size();
    return named ? segments.get(place) : null;
  }

  private static boolean starts(List<String> segments, String name) {
    return at(segments, 0, name);
  }

  private static boolean at(List<String> segments, int place, String name) {
    return place < segments.size() && segments.get(place).equals(name);
  }
}
