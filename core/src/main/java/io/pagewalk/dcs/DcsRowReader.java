package io.pagewalk.dcs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads a row with all its fields. Those that it is known by must be there. */
final class DcsRowReader implements AnswerReader<DcsRow> {

  private final List<String> identity;

  DcsRowReader(List<String> identity) {
    this.identity = identity;
  }

  @Override
  public DcsRow read(JsonParser json) {
    DcsRow row = new DcsRow(object(json));
    boolean told = identity.isEmpty();
    for (String field : identity) {
      Object value = row.fields().get(field);
      if (value instanceof Map || value instanceof List || value instanceof Boolean) {
        throw new Undecodable(field + " must be a string or a number; was neither");
      }
      told |= row.text(field).filter(text -> !text.isBlank()).isPresent();
    }
    if (!told) {
      // Of several some may be missing: an instance without shards has none to name.
      throw new Undecodable(String.join(" or ", identity) + " must be there and not be blank");
    }
    return row;
  }

  private static Map<String, @Nullable Object> object(JsonParser json) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      fields.put(name, value(json));
    }
    return fields;
  }

  private static @Nullable Object value(JsonParser json) {
    return switch (json.currentToken()) {
      case START_OBJECT -> Collections.unmodifiableMap(object(json));
      case START_ARRAY -> array(json);
      case VALUE_STRING -> json.getString();
      case VALUE_NUMBER_INT -> json.getNumberValue();
      case VALUE_NUMBER_FLOAT -> json.getDecimalValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private static List<@Nullable Object> array(JsonParser json) {
    List<@Nullable Object> values = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      values.add(value(json));
    }
    return Collections.unmodifiableList(values);
  }
}
