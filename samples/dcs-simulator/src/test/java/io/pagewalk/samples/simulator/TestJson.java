package io.pagewalk.samples.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON into maps, lists and values, properties in their order. */
final class TestJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private TestJson() {}

  @SuppressWarnings("unchecked")
  static Map<String, @Nullable Object> object(String json) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      parser.nextToken();
      Map<String, @Nullable Object> read = (Map<String, @Nullable Object>) value(parser);
      if (read == null || parser.nextToken() != null) {
        throw new AssertionError("not one JSON object: " + json);
      }
      return read;
    }
  }

  @SuppressWarnings("unchecked")
  static List<Map<String, @Nullable Object>> objects(@Nullable Object list) {
    if (list == null) {
      throw new AssertionError("the list is missing");
    }
    return (List<Map<String, @Nullable Object>>) list;
  }

  private static @Nullable Object value(JsonParser parser) {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> read = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          read.put(name, value(parser));
        }
        yield read;
      }
      case START_ARRAY -> {
        List<@Nullable Object> read = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          read.add(value(parser));
        }
        yield read;
      }
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new AssertionError("unexpected " + token);
    };
  }
}
