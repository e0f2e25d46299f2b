package io.pagewalk.dcs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Test data as maps, lists and strings. */
final class JsonTree {

  private final @Nullable Object value;

  private JsonTree(@Nullable Object value) {
    this.value = value;
  }

  static JsonTree resource(String name) {
    byte[] bytes = Given.resource(name).getBytes(StandardCharsets.UTF_8);
    try (JsonParser json = Answers.parser(bytes)) {
      json.nextToken();
      return new JsonTree(read(json));
    }
  }

  private static @Nullable Object read(JsonParser json) {
    switch (json.currentToken()) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
          json.nextToken();
          object.put(name, read(json));
        }
        return object;
      }
      case START_ARRAY -> {
        List<@Nullable Object> array = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          array.add(read(json));
        }
        return array;
      }
      case VALUE_NULL -> {
        return null;
      }
      default -> {
        return json.getString();
      }
    }
  }

  JsonTree get(String name) {
    if (!(value instanceof Map<?, ?> object) || !object.containsKey(name)) {
      throw new IllegalArgumentException("no field " + name);
    }
    return new JsonTree(object.get(name));
  }

  boolean has(String name) {
    return value instanceof Map<?, ?> object && object.containsKey(name);
  }

  List<JsonTree> items() {
    List<JsonTree> items = new ArrayList<>();
    if (value instanceof List<?> array) {
      array.forEach(item -> items.add(new JsonTree(item)));
    }
    return items;
  }

  boolean isNull() {
    return value == null;
  }

  String text() {
    if (!(value instanceof String text)) {
      throw new IllegalArgumentException("no text: " + value);
    }
    return text;
  }

  @Override
  public String toString() {
    return String.valueOf(value);
  }
}
