package io.pagewalk.samples.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads rows without the library's help, so that its mistakes do not hide in the tests. */
final class Rows {
  private static final JsonFactory JSON = new JsonFactory();
  private static final List<String> NAMES =
      List.of("id", "status", "created_at", "started_at", "finished_at");

  private Rows() {}

  /** The rows of NDJSON, with exactly the fields that are in it. */
  static List<Map<String, @Nullable String>> ofNdjson(String body) {
    return body.lines().map(line -> objects(line).get(0)).toList();
  }

  /** The rows of the simulator's whole list in one page, absent fields filled up with null. */
  static List<Map<String, @Nullable String>> inSimulator(Stage stage, int instance, String status)
      throws IOException, InterruptedException {
    URI list =
        URI.create(
            stage.simulator.endpoint()
                + "/v2/"
                + stage.simulator.options().projectId()
                + "/instances/"
                + stage.simulator.instanceId(instance)
                + "/offline/key-analysis?limit=1000000"
                + status);
    HttpRequest request = HttpRequest.newBuilder(list).header("X-Auth-Token", "rows-token").build();
    String body =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    List<Map<String, @Nullable String>> rows = objects(body.substring(body.indexOf('[')));
    rows.forEach(row -> NAMES.forEach(name -> row.putIfAbsent(name, null)));
    return rows;
  }

  private static List<Map<String, @Nullable String>> objects(String text) {
    List<Map<String, @Nullable String>> objects = new ArrayList<>();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      for (JsonToken token = json.nextToken();
          token != null && token != JsonToken.END_ARRAY;
          token = json.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          objects.add(object(json));
        }
      }
    }
    return objects;
  }

  private static Map<String, @Nullable String> object(JsonParser json) {
    Map<String, @Nullable String> object = new TreeMap<>();
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      object.put(name, json.nextToken() == JsonToken.VALUE_NULL ? null : json.getString());
    }
    return object;
  }
}
