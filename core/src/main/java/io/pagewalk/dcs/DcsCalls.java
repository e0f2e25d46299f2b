package io.pagewalk.dcs;

import io.pagewalk.Page;
import io.pagewalk.PageRequest;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/**
 * The operations. Making a call sends nothing. An id that cannot be part of a path (blank, {@code
 * .}, {@code ..}, with control characters) is refused with an {@link IllegalArgumentException} that
 * names it as the API does.
 */
public final class DcsCalls {

  private static final String INSTANCES = "/v2/{project_id}/instances";
  private static final String TASKS = INSTANCES + "/{instance_id}/offline/key-analysis";
  private static final String TASK = TASKS + "/{task_id}";
  private static final String PROJECTS = "/v3/projects";
  private static final String PROJECT_ID = "{project_id}";

  private DcsCalls() {}

  /**
   * A page of an instance's offline key analysis tasks. The rows may be missing from the answer
   * only where its total says that there are none from the offset on.
   *
   * @param query the instance and the status; its start offset and page size are for whoever makes
   *     the pages
   * @param page which rows
   */
  public static ApiCall<OfflineKeyAnalysisTaskList> listOfflineKeyAnalysisTasks(
      String projectId, OfflineKeyAnalysisQuery query, PageRequest page) {
    ApiRequest.Builder request = tasks(ApiRequest.get(), projectId, query.instanceId());
    paged(request, page);
    query.status().ifPresent(status -> request.query("status", status.value()));
    String filter = query.status().map(status -> " with status " + status).orElse("");
    return new ApiCall<>(
        "list offline key analysis tasks of instance " + query.instanceId() + filter + ", " + page,
        TASKS,
        request.build(),
        true,
        true,
        json -> TaskListReader.read(json, page.offset()),
        CompactTaskList.READER);
  }

  /**
   * Makes an offline key analysis task; its answer is the task's id. Not idempotent: sent twice, it
   * makes two tasks.
   *
   * @param nodeId the node to look at
   * @param backupId the backup to look at; null to have one made
   */
  public static ApiCall<String> createOfflineKeyAnalysisTask(
      String projectId, String instanceId, String nodeId, @Nullable String backupId) {
    Checks.text("node_id", nodeId);
    if (backupId != null) {
      Checks.text("backup_id", backupId);
    }
    return new ApiCall<>(
        "create an offline key analysis task of instance " + instanceId + ", node " + nodeId,
        TASKS,
        tasks(ApiRequest.post(), projectId, instanceId).body(createBody(nodeId, backupId)).build(),
        false,
        false,
        DcsCalls::taskId);
  }

  /** What an offline key analysis task found. */
  public static ApiCall<OfflineKeyAnalysis> showOfflineKeyAnalysisTask(
      String projectId, String instanceId, String taskId) {
    return new ApiCall<>(
        "show offline key analysis task " + taskId + " of instance " + instanceId,
        TASK,
        task(ApiRequest.get(), projectId, instanceId, taskId),
        true,
        false,
        AnalysisReader::read);
  }

  /**
   * Removes an offline key analysis task; its answer is the task's id. Idempotent: an id does not
   * come back, so a second one removes nothing else. If the first one's answer was lost, the second
   * one may say that there is no such task.
   */
  public static ApiCall<String> deleteOfflineKeyAnalysisTask(
      String projectId, String instanceId, String taskId) {
    return new ApiCall<>(
        "delete offline key analysis task " + taskId + " of instance " + instanceId,
        TASK,
        task(ApiRequest.delete(), projectId, instanceId, taskId),
        true,
        false,
        DcsCalls::taskId);
  }

  /**
   * A page of any list. The rows may be missing from the answer only where its total says that
   * there are none from the offset on.
   *
   * @param query the list and what it is asked with; its start offset and page size are for whoever
   *     makes the pages
   * @param page which rows
   */
  public static <T> ApiCall<Page<T>> list(
      String projectId, DcsListQuery<T> query, PageRequest page) {
    DcsList<T> list = query.list();
    ApiRequest.Builder request = ApiRequest.get();
    for (String segment : list.path().substring(1).split("/", -1)) {
      if (segment.equals(PROJECT_ID)) {
        request.segment("project_id", projectId);
      } else if (DcsListBuilder.isParameter(segment)) {
        String parameter = DcsListBuilder.parameterIn(segment);
        request.segment(parameter, Objects.requireNonNull(query.parameters().get(parameter)));
      } else {
        request.path(segment);
      }
    }
    paged(request, page);
    for (DcsList.Parameter parameter : list.parameters()) {
      String value = query.parameters().get(parameter.name());
      if (value != null && !parameter.inPath()) {
        request.query(parameter.name(), value);
      }
    }
    return new ApiCall<>(
        "list " + query.title(projectId) + ", " + page,
        list.path(),
        request.build(),
        true,
        true,
        json -> list.read(json, page.offset()),
        list.compactReader());
  }

  /**
   * The id of a region's project, to be asked of {@link Region#iamEndpoint()}. Fails with a {@link
   * ProjectLookupException} unless exactly one project of the region's name comes back.
   *
   * @param regionName also the project's name
   */
  public static ApiCall<String> findProject(String regionName) {
    String call = "find the project of region " + regionName;
    return new ApiCall<>(
        call,
        PROJECTS,
        ApiRequest.get()
            .path("v3", "projects")
            .query("name", Checks.text("region", regionName))
            .build(),
        true,
        false,
        json -> onlyProject(json, call, regionName));
  }

  private static ApiRequest.Builder instances(ApiRequest.Builder request, String projectId) {
    return request.path("v2").segment("project_id", projectId).path("instances");
  }

  private static ApiRequest.Builder tasks(
      ApiRequest.Builder request, String projectId, String instanceId) {
    return instances(request, projectId)
        .segment("instance_id", instanceId)
        .path("offline", "key-analysis");
  }

  private static ApiRequest task(
      ApiRequest.Builder request, String projectId, String instanceId, String taskId) {
    return tasks(request, projectId, instanceId).segment("task_id", taskId).build();
  }

  private static void paged(ApiRequest.Builder request, PageRequest page) {
    request.query("offset", Long.toString(page.offset()));
    request.query("limit", Integer.toString(page.limit()));
  }

  private static byte[] createBody(String nodeId, @Nullable String backupId) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = Answers.generator(bytes)) {
      json.writeStartObject();
      json.writeStringProperty("node_id", nodeId);
      if (backupId != null) {
        json.writeStringProperty("backup_id", backupId);
      }
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static String taskId(JsonParser json) {
    String[] taskId = new String[1];
    Answers.answer(
        json,
        (name, value) -> {
          if (name.equals("task_id")) {
            taskId[0] = Answers.string(value);
          }
        });
    return Answers.identity("task_id", taskId[0]);
  }

  private static String onlyProject(JsonParser json, String call, String region) {
    List<Project> projects = new ArrayList<>();
    boolean[] listed = new boolean[1];
    Answers.answer(
        json,
        (name, value) -> {
          if (name.equals("projects")) {
            List<Project> rows = Answers.list(value, row -> new ProjectReader().project(row));
            listed[0] = rows != null;
            projects.addAll(Objects.requireNonNullElse(rows, List.of()));
          }
        });
    if (!listed[0]) {
      throw new Undecodable("projects must be an array; it is missing");
    }
    if (projects.size() != 1) {
      throw new ProjectLookupException(
          call, region, projects.isEmpty() ? "there was none" : "there were " + projects.size());
    }
    Project project = projects.get(0);
    if (project.name() != null && !project.name().equals(region)) {
      throw new ProjectLookupException(call, region, "its name is " + project.name());
    }
    return project.id();
  }

  private record Project(String id, @Nullable String name) {}

  private static final class ProjectReader implements Answers.FieldReader {

    private @Nullable String id;
    private @Nullable String name;

    Project project(JsonParser json) {
      Answers.object(json, this);
      return new Project(Answers.identity("id", id), name);
    }

    @Override
    public void read(String field, JsonParser json) {
      switch (field) {
        case "id" -> id = Answers.string(json);
        case "name" -> name = Answers.string(json);
        default -> {}
      }
    }
  }
}
