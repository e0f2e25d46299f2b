package io.pagewalk.samples.export;

import io.pagewalk.samples.simulator.DcsSimulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an export of a simulator must hold, fetched by Java's own client and put together by hand.
 * The simulator must take requests without a signature.
 */
final class Rows {
  private static final List<String> FIELDS =
      List.of("id", "status", "created_at", "started_at", "finished_at");

  private Rows() {}

  /** The lines of NDJSON. */
  static List<String> ndjson(DcsSimulator simulator, int instance) throws Exception {
    return ndjson(simulator, instance, null);
  }

  static List<String> ndjson(DcsSimulator simulator, int instance, @Nullable String status)
      throws Exception {
    String id = simulator.instanceId(instance);
    List<String> lines = new ArrayList<>();
    for (Map<String, Object> row : rows(simulator, id, status)) {
      StringBuilder line = new StringBuilder("{\"instance_id\":\"" + id + "\"");
      for (String field : FIELDS) {
        Object value = row.get(field);
        line.append(",\"").append(field).append("\":");
        line.append(value == null ? "null" : "\"" + value + "\"");
      }
      lines.add(line.append('}').toString());
    }
    return lines;
  }

  /** The lines of CSV but for its header; no value of the simulator needs quotes. */
  static List<String> csv(DcsSimulator simulator, int instance) throws Exception {
    String id = simulator.instanceId(instance);
    List<String> lines = new ArrayList<>();
    for (Map<String, Object> row : rows(simulator, id, null)) {
      StringBuilder line = new StringBuilder(id);
      for (String field : FIELDS) {
        Object value = row.get(field);
        line.append(',').append(value == null ? "" : value);
      }
      lines.add(line.toString());
    }
    return lines;
  }

  /** The ids of a page of the first instance's list, and the total it tells. */
  static Slice page(DcsSimulator simulator, long offset, int limit) throws Exception {
    Map<String, Object> page =
        get(simulator, simulator.instanceId(0), "offset=" + offset + "&limit=" + limit);
    return new Slice(
        Json.objects(page.get("records")).stream().map(row -> row.get("id").toString()).toList(),
        (long) page.get("total"));
  }

  record Slice(List<String> ids, long total) {}

  private static List<Map<String, Object>> rows(
      DcsSimulator simulator, String instanceId, @Nullable String status)
      throws IOException, InterruptedException {
    String query = "offset=0&limit=1000000" + (status == null ? "" : "&status=" + status);
    return Json.objects(get(simulator, instanceId, query).get("records"));
  }

  private static Map<String, Object> get(DcsSimulator simulator, String instanceId, String query)
      throws IOException, InterruptedException {
    URI uri =
        URI.create(
            simulator.endpoint()
                + "/v2/"
                + simulator.options().projectId()
                + "/instances/"
                + instanceId
                + "/offline/key-analysis?"
                + query);
    return Json.object(
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
            .body());
  }
}
