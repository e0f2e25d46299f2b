package io.pagewalk.samples.simulator;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The query parameters of a request, with the API page's defaults and ranges. */
final class Query {
  static final int DEFAULT_LIMIT = 10;

  private static final Pattern INTEGER = Pattern.compile("[0-9]{1,10}");

  private final Map<String, String> values;

  private Query(Map<String, String> values) {
    this.values = values;
  }

  /**
   * @param raw the query as it stands on the wire
   * @throws BadRequestException if it cannot be decoded or names a parameter twice
   */
  static Query of(String raw) {
    Map<String, String> values = new HashMap<>();
    if (!raw.isEmpty()) {
      for (String pair : raw.split("&", -1)) {
        int mark = pair.indexOf('=');
        String name = Percent.decode(mark < 0 ? pair : pair.substring(0, mark));
        String value = mark < 0 ? "" : Percent.decode(pair.substring(mark + 1));
        if (values.put(name, value) != null) {
          throw new BadRequestException("parameter " + name + " is given twice");
        }
      }
    }
    return new Query(values);
  }

  long offset() {
    return integer("offset", 0);
  }

  int limit() {
    return integer("limit", DEFAULT_LIMIT);
  }

  @Nullable TaskStatus status() {
    String value = values.get("status");
    if (value == null) {
      return null;
    }
    return TaskStatus.ofWireName(value)
        .orElseThrow(
            () ->
                new BadRequestException(
                    "status must be one of waiting, running, success, failed; was " + value));
  }

  /**
   * @throws BadRequestException if the parameter is missing or empty
   */
  void require(String name) {
    if (values.getOrDefault(name, "").isEmpty()) {
      throw new BadRequestException(name + " is required");
    }
  }

  @Nullable String text(String name) {
    return values.get(name);
  }

  /** The API page calls both an Integer of 0 or more. */
  private int integer(String name, int otherwise) {
    String value = values.get(name);
    if (value == null) {
      return otherwise;
    }
    if (INTEGER.matcher(value).matches() && Long.parseLong(value) <= Integer.MAX_VALUE) {
      return Integer.parseInt(value);
    }
    throw new BadRequestException(
        name + " must be an integer from 0 to " + Integer.MAX_VALUE + "; was " + value);
  }
}
