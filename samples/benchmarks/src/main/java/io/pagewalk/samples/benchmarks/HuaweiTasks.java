package io.pagewalk.samples.benchmarks;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.huaweicloud.sdk.core.SdkResponse;
import com.huaweicloud.sdk.core.TypeCasts;
import com.huaweicloud.sdk.core.http.FieldExistence;
import com.huaweicloud.sdk.core.http.HttpMethod;
import com.huaweicloud.sdk.core.http.HttpRequestDef;
import com.huaweicloud.sdk.core.http.LocationType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The list as the vendor's generator would define it: rows are beans, and times are strings. */
final class HuaweiTasks extends SdkResponse {

  static final HttpRequestDef<Request, HuaweiTasks> LIST = list();

  @JsonProperty("total")
  private @Nullable Integer total;

  @JsonProperty("records")
  private @Nullable List<Task> records;

  private static HttpRequestDef<Request, HuaweiTasks> list() {
    HttpRequestDef.Builder<Request, HuaweiTasks> builder =
        HttpRequestDef.builder(HttpMethod.GET, Request.class, HuaweiTasks.class)
            .withName("ListOfflineKeyAnalysisTasks")
            .withUri("/v2/{project_id}/instances/{instance_id}/offline/key-analysis")
            .withContentType("application/json");
    builder.<String>withRequestField(
        "instance_id",
        LocationType.Path,
        FieldExistence.NON_NULL_NON_EMPTY,
        TypeCasts.uncheckedConversion(String.class),
        field -> field.withReader(Request::instanceId));
    builder.<Integer>withRequestField(
        "offset",
        LocationType.Query,
        FieldExistence.NULL_IGNORE,
        TypeCasts.uncheckedConversion(Integer.class),
        field -> field.withReader(Request::offset));
    builder.<Integer>withRequestField(
        "limit",
        LocationType.Query,
        FieldExistence.NULL_IGNORE,
        TypeCasts.uncheckedConversion(Integer.class),
        field -> field.withReader(Request::limit));
    return builder.build();
  }

  int getTotal() {
    return total == null ? 0 : total;
  }

  void setTotal(Integer total) {
    this.total = total;
  }

  List<Task> getRecords() {
    return records == null ? List.of() : records;
  }

  void setRecords(List<Task> records) {
    this.records = records;
  }

  /** What a call takes; the project comes from the credentials. */
  record Request(String instanceId, int offset, int limit) {}

  /** A row. */
  static final class Task {

    @JsonProperty("id")
    private @Nullable String id;

    @JsonProperty("status")
    private @Nullable String status;

    @JsonProperty("created_at")
    private @Nullable String createdAt;

    @JsonProperty("started_at")
    private @Nullable String startedAt;

    @JsonProperty("finished_at")
    private @Nullable String finishedAt;

    @Nullable String getId() {
      return id;
    }

    void setId(String id) {
      this.id = id;
    }

    @Nullable String getStatus() {
      return status;
    }

    void setStatus(String status) {
      this.status = status;
    }

    @Nullable String getCreatedAt() {
      return createdAt;
    }

    void setCreatedAt(String createdAt) {
      this.createdAt = createdAt;
    }

    @Nullable String getStartedAt() {
      return startedAt;
    }

    void setStartedAt(String startedAt) {
      this.startedAt = startedAt;
    }

    @Nullable String getFinishedAt() {
      return finishedAt;
    }

    void setFinishedAt(String finishedAt) {
      this.finishedAt = finishedAt;
    }
  }
}
