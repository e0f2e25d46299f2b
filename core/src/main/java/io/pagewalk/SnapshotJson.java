package io.pagewalk;

import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * The text of a {@link Snapshot}. A reader takes what a writer of the same version wrote, in that
 * order, and nothing else.
 */
final class SnapshotJson {

  private static final Sealed SEALED = new Sealed("pagewalk_snapshot", "snapshot", 1);

  /** The fingerprints of all rows are one text. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxDocumentLength(-1)
                  .build())
          .build();

  private SnapshotJson() {}

  static String write(Snapshot snapshot) {
    CreationOrder order = snapshot.order();
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeNumberProperty(SEALED.name(), SEALED.version());
      json.writeStringProperty("query", snapshot.query());
      json.writeBooleanProperty("complete", snapshot.complete());
      json.writeNumberProperty("steps", order.steps());
      json.writeBooleanProperty("broken", order.broken());
      json.writeStringProperty("last", text(order.last()));
      json.writeStringProperty("newest", text(order.newest()));
      json.writeStringProperty("oldest_unsettled", text(snapshot.oldestUnsettled()));
      json.writeNumberProperty("rows", snapshot.rows());
      json.writeStringProperty(
          "fingerprints", Base64.getEncoder().encodeToString(snapshot.fingerprints().toBytes()));
      json.writeEndObject();
    }
    return SEALED.seal(text.toString());
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  static Snapshot read(String text) {
    String json = SEALED.check(text, SnapshotException::new);
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      Snapshot snapshot = new Reader(parser).snapshot();
      if (!write(snapshot).equals(json)) {
        throw new IllegalArgumentException("it is not as it would be written");
      }
      return snapshot;
    } catch (JacksonException | IllegalArgumentException | DateTimeException cause) {
      throw new SnapshotException("the snapshot cannot be read", cause);
    }
  }

  /** Reads properties in the order in which they are written. */
  private record Reader(JsonParser json) {

    Snapshot snapshot() {
      json.nextToken();
      value(SEALED.name());
      String query = string("query");
      boolean complete = value("complete") == JsonToken.VALUE_TRUE;
      value("steps");
      int steps = json.getIntValue();
      boolean broken = value("broken") == JsonToken.VALUE_TRUE;
      Instant last = time("last");
      Instant newest = time("newest");
      Instant oldestUnsettled = time("oldest_unsettled");
      value("rows");
      Fingerprints rows = Fingerprints.of(Base64.getDecoder().decode(string("fingerprints")));
      CreationOrder order = new CreationOrder(steps, broken, last, newest);
      return new Snapshot(query, complete, order, oldestUnsettled, rows);
    }

    private String string(String name) {
      value(name);
      return json.getString();
    }

    private JsonToken value(String name) {
      String found = json.nextName();
      JsonToken token = json.nextToken();
      if (!name.equals(found) || token == null) {
        throw new IllegalArgumentException(
            "\"" + found + "\" stands where \"" + name + "\" should");
      }
      return token;
    }

    private @Nullable Instant time(String name) {
      return value(name) == JsonToken.VALUE_NULL ? null : Instant.parse(json.getString());
    }
  }
}
