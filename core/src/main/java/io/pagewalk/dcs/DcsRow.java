package io.pagewalk.dcs;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A row of any list, with all the fields that the server sent. Unmodifiable.
 *
 * <p>A value is a {@code String}, a {@code Boolean}, an {@code Integer}, {@code Long}, {@code
 * BigInteger} or {@code BigDecimal} (so that no number is rounded), a {@code List} or a {@code Map}
 * of such values, or null.
 */
public final class DcsRow {

  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, @Nullable Object> fields;

  /** The map, and those within it, must not be changed any more. */
  DcsRow(Map<String, @Nullable Object> fields) {
    this.fields = Collections.unmodifiableMap(fields);
  }

  /** The fields in the order in which the server sent them; unmodifiable. */
  public Map<String, @Nullable Object> fields() {
    return fields;
  }

  /**
   * A field as text: a string as it is, an object or array as JSON, anything else as JSON has it.
   * Empty where the field is missing or null.
   */
  public Optional<String> text(String field) {
    Object value = fields.get(field);
    return value == null
        ? Optional.empty()
        : Optional.of(value instanceof String text ? text : json(value));
  }

  /** The row with those fields alone that are not among the given. */
  public DcsRow without(Collection<String> others) {
    Map<String, @Nullable Object> rest = new LinkedHashMap<>(fields);
    rest.keySet().removeAll(others);
    return new DcsRow(rest);
  }

  /**
   * The row as JSON on one line, its fields in the order in which they came. Numbers have the
   * digits they came with, but may be written in another form: {@code 1E+2} for {@code 1e2}.
   */
  public String toJson() {
    return json(fields);
  }

  /** The same for rows whose fields differ in nothing but their order. */
  String canonicalJson() {
    return json(sorted(fields));
  }

  private static @Nullable Object sorted(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> sorted = new TreeMap<>();
      map.forEach((name, field) -> sorted.put((String) name, sorted(field)));
      return sorted;
    }
    return value instanceof List<?> list ? list.stream().map(DcsRow::sorted).toList() : value;
  }

  private static String json(@Nullable Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      write(json, value);
    }
    return escapeLoneSurrogates(text.toString());
  }

  private static void write(JsonGenerator json, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      map.forEach(
          (name, field) -> {
            json.writeName((String) name);
            write(json, field);
          });
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      list.forEach(element -> write(json, element));
      json.writeEndArray();
    } else if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof BigDecimal number) {
      json.writeNumber(number);
    } else if (value instanceof BigInteger number) {
      json.writeNumber(number);
    } else if (value instanceof Number number) {
      json.writeNumber(number.longValue());
    } else {
      json.writeNull();
    }
  }

  /** No charset has them, so that whoever writes the text down would lose them. */
  private static String escapeLoneSurrogates(String json) {
    if (json.codePoints().noneMatch(DcsRow::isSurrogate)) {
      return json;
    }
    StringBuilder escaped = new StringBuilder(json.length() + 16);
    json.codePoints()
        .forEach(
            c -> {
              if (isSurrogate(c)) {
                escaped.append(String.format("\\u%04x", c));
              } else {
                escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /** Rows are equal if they have the same fields with the same values, in whatever order. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DcsRow row && fields.equals(row.fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  @Override
  public String toString() {
    return "DcsRow" + Printable.text(toJson());
  }
}
