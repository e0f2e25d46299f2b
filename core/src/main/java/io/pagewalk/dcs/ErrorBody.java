package io.pagewalk.dcs;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The body of an error in any of the shapes that are met: DCS's own, the gateway's with a request
 * id, {@code code} and {@code message} of older services, the same inside {@code error}, and things
 * that are no JSON, of which nothing is known.
 */
record ErrorBody(
    @Nullable String code,
    @Nullable String message,
    @Nullable String extMessage,
    @Nullable String requestId) {

  /** Reads what can be read; a body that is cut gives what came before the cut. */
  static ErrorBody read(byte[] body) {
    Fields fields = new Fields();
    try (JsonParser json = Answers.parser(body)) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        fields.read(json, true);
      }
    } catch (JacksonException e) {
      return fields.toBody();
    }
    return fields.toBody();
  }

  private static final class Fields {

    private @Nullable String code;
    private @Nullable String olderCode;
    private @Nullable String innerCode;
    private @Nullable String message;
    private @Nullable String olderMessage;
    private @Nullable String innerMessage;
    private @Nullable String extMessage;
    private @Nullable String requestId;

    void read(JsonParser json, boolean outer) {
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        JsonToken token = json.nextToken();
        if (outer && name.equals("error") && token == JsonToken.START_OBJECT) {
          Fields inner = new Fields();
          try {
            inner.read(json, false);
          } finally {
            innerCode = inner.toBody().code();
            innerMessage = inner.toBody().message();
            extMessage = first(extMessage, inner.extMessage);
            requestId = first(requestId, inner.requestId);
          }
          continue;
        }
        String value = scalar(json, token);
        switch (name) {
          case "error_code" -> code = first(value, code);
          case "code" -> olderCode = first(value, olderCode);
          case "error_msg" -> message = first(value, message);
          case "message" -> olderMessage = first(value, olderMessage);
          case "error" -> innerMessage = first(value, innerMessage);
          case "error_ext_msg" -> extMessage = first(value, extMessage);
          case "request_id" -> requestId = first(value, requestId);
          default -> {}
        }
      }
    }

    ErrorBody toBody() {
      return new ErrorBody(
          first(first(code, olderCode), innerCode),
          first(first(message, olderMessage), innerMessage),
          extMessage,
          requestId);
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
      return one != null ? one : other;
    }

    private static @Nullable String scalar(JsonParser json, JsonToken token) {
      if (token.isStructStart()) {
        json.skipChildren();
        return null;
      }
      if (token == JsonToken.VALUE_NULL) {
        return null;
      }
      String text = json.getString();
      return text.isBlank() ? null : text;
    }
  }
}
