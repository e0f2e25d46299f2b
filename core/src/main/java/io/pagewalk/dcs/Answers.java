package io.pagewalk.dcs;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** Reading JSON answers as they stream by, and the values that they are made of. */
final class Answers {

  private static final JsonFactory GENERATORS = new JsonFactory();

  /** Where Jackson names the setting of its own that a limit was set by. */
  private static final Pattern SETTER = Pattern.compile(",? from `[^`]*`");

  /**
   * Of a body that cannot be read: enough to recognise a secret that begins within what is shown.
   */
  private static final int START_BYTES = 1024;

  private Answers() {}

  static JsonParser parser(byte[] bytes) {
    return AnswerLimits.defaults().parser(bytes, bytes.length);
  }

  static JsonGenerator generator(OutputStream out) {
    return GENERATORS.createGenerator(ObjectWriteContext.empty(), out);
  }

  static <R> R read(
      String call,
      boolean ofPage,
      int status,
      @Nullable String requestId,
      byte[] body,
      int length,
      AnswerLimits limits,
      AnswerReader<R> reader) {
    try (JsonParser json = limits.parser(body, length)) {
      JsonToken first = json.nextToken();
      if (first == null) {
        throw new Undecodable("the body is empty");
      }
      if (first != JsonToken.START_OBJECT) {
        throw new Undecodable("the body must be an object; was " + describe(json));
      }
      R answer = reader.read(json);
      if (json.nextToken() != null) {
        throw new Undecodable("the body goes on behind its object");
      }
      return answer;
    } catch (Undecodable e) {
      throw e.isBeyondLimit()
          ? UnreadableAnswerException.beyondLimit(call, status, requestId, e.problem(), ofPage)
          : UnreadableAnswerException.of(call, status, e.problem(), requestId, start(body, length));
    } catch (StreamConstraintsException e) {
      String limit = SETTER.matcher(e.getOriginalMessage()).replaceAll("");
      throw UnreadableAnswerException.beyondLimit(call, status, requestId, limit, false);
    } catch (JacksonException e) {
      String start = start(body, length);
      throw UnreadableAnswerException.of(call, status, problem(e, start), requestId, start);
    }
  }

  /** The first characters; what is no UTF-8 shows as replacement characters. */
  private static String start(byte[] body, int length) {
    return new String(body, 0, Math.min(length, START_BYTES), StandardCharsets.UTF_8);
  }

  private static String problem(JacksonException e, String start) {
    if (start.stripLeading().startsWith("<")) {
      return "the body is HTML or XML, not JSON";
    }
    return "the body is not whole and valid JSON: "
        + Printable.text(e.getOriginalMessage())
        + at(e.getLocation());
  }

  private static String at(@Nullable TokenStreamLocation location) {
    // A value that is too long is refused before its place is known.
    return location == null ? "" : " at byte " + location.getByteOffset();
  }

  /** Null where it is null. */
  static @Nullable String string(JsonParser json) {
    return switch (json.currentToken()) {
      case VALUE_STRING -> json.getString();
      case VALUE_NULL -> null;
      default -> throw noString(json);
    };
  }

  static Undecodable noString(JsonParser json) {
    return new Undecodable("must be a string; was " + describe(json));
  }

  /** Refuses a row that cannot be told from others. */
  static String identity(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new Undecodable(field + " must be there and not be blank");
    }
    return value;
  }

  /**
   * The rows of a list. They may be missing only where the answer itself says that there are none
   * to give; else an answer to something else would look like the end of the list.
   */
  static <T> List<T> rows(
      String field, @Nullable List<T> rows, String totalField, OptionalLong total, long offset) {
    if (rows != null) {
      return rows;
    }
    if (total.isPresent() && total.getAsLong() <= offset) {
      return List.of();
    }
    throw new Undecodable(
        field
            + " must be an array; it is missing or null, and "
            + totalField
            + (total.isPresent() ? " is " + total.getAsLong() : " is too"));
  }

  /** Null where it is null. */
  static @Nullable Instant time(JsonParser json) {
    switch (json.currentToken()) {
      case VALUE_STRING -> {
        Instant time = Iso8601.parse(json.getString());
        if (time == null) {
          throw new Undecodable("must be an ISO-8601 time; was " + describe(json));
        }
        return time;
      }
      case VALUE_NULL -> {
        return null;
      }
      default -> throw new Undecodable("must be an ISO-8601 time; was " + describe(json));
    }
  }

  /** An integer, or a string of digits as some of the vendor's APIs send; empty where null. */
  static OptionalLong integer(JsonParser json) {
    switch (json.currentToken()) {
      case VALUE_NULL -> {
        return OptionalLong.empty();
      }
      case VALUE_NUMBER_INT -> {
        try {
          return OptionalLong.of(json.getLongValue());
        } catch (InputCoercionException e) {
          throw new Undecodable("must be an integer of 64 bits; was " + describe(json));
        }
      }
      case VALUE_STRING -> {
        String digits = json.getString();
        if (!digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
          try {
            return OptionalLong.of(Long.parseLong(digits));
          } catch (NumberFormatException e) {
            throw new Undecodable("must be an integer of 64 bits; was " + describe(json));
          }
        }
        throw new Undecodable("must be an integer; was " + describe(json));
      }
      default -> throw new Undecodable("must be an integer; was " + describe(json));
    }
  }

  /** An integer that counts something. */
  static OptionalLong count(JsonParser json) {
    OptionalLong count = integer(json);
    if (count.isPresent() && count.getAsLong() < 0) {
      throw new Undecodable("must be 0 or more; was " + describe(json));
    }
    return count;
  }

  /** Reads an array of objects; null where it is null. */
  static <T> @Nullable List<T> list(JsonParser json, AnswerReader<T> row) {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw new Undecodable("must be an array; was " + describe(json));
    }
    int most = AnswerLimits.maxItemsOf(json);
    List<T> rows = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (rows.size() == most) {
        throw Undecodable.beyondLimit("must have " + most + " rows at most; has more");
      }
      try {
        if (json.currentToken() != JsonToken.START_OBJECT) {
          throw new Undecodable("must be an object; was " + describe(json));
        }
        rows.add(row.read(json));
      } catch (Undecodable e) {
        throw e.in("[" + rows.size() + "]");
      }
    }
    return List.copyOf(rows);
  }

  /** Reads the rows of a page, of which there must be one list: a second would hide the first. */
  static <T> @Nullable List<T> onlyList(
      JsonParser json, AnswerReader<T> row, @Nullable List<T> before) {
    if (before != null) {
      throw new Undecodable("must not be there twice");
    }
    return list(json, row);
  }

  /**
   * Reads an object's fields up to its closing brace. Fields that the reader leaves alone are
   * passed over, with all that is in them.
   */
  static void object(JsonParser json, FieldReader fields) {
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      try {
        fields.read(name, json);
      } catch (Undecodable e) {
        throw e.in(name);
      }
      json.skipChildren();
    }
  }

  /** Reads the fields of a whole answer, which may turn out to be an error in spite of its 2xx. */
  static void answer(JsonParser json, FieldReader fields) {
    Slip slip = new Slip();
    object(
        json,
        (name, value) -> {
          switch (name) {
            case "error_code" -> slip.code = slip.text(value);
            case "error_msg" -> slip.message = slip.text(value);
            default -> fields.read(name, value);
          }
        });
    if (!slip.code.isBlank() && !slip.code.equals("0")) {
      throw new Undecodable(
          "the body is an error: " + Printable.text((slip.code + " " + slip.message).strip()));
    }
  }

  /** An error found where none should be. */
  private static final class Slip {
    private String code = "";
    private String message = "";

    private String text(JsonParser json) {
      JsonToken token = json.currentToken();
      return token == JsonToken.VALUE_NULL || token.isStructStart() ? "" : json.getString();
    }
  }

  /** Reads the value of a field that it knows and leaves the value of any other alone. */
  @FunctionalInterface
  interface FieldReader {

    /**
     * Reads one field.
     *
     * @param json stands at the field's value
     * @throws Undecodable without the field's name, which is put in front by whoever calls
     */
    void read(String name, JsonParser json);
  }

  private static String describe(JsonParser json) {
    return switch (json.currentToken()) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_NULL -> "null";
      case VALUE_STRING -> "'" + Printable.text(json.getString()) + "'";
      default -> Printable.text(json.getString());
    };
  }
}
