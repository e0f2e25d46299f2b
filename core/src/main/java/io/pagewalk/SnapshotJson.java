package io.pagewalk;

import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * The text of a {@link Snapshot}. A reader takes what a writer of the same version wrote, in that
 * order, and nothing else.
 */
final class SnapshotJson {

  private static final Sealed SEALED = new Sealed("pagewalk_snapshot", "snapshot", 1);

  /** Four for three bytes of 16. */
  private static final int CHARS_A_ROW = 22;

  /** What follows the fingerprints: the checksum. */
  private static final String END = "\",\"crc32\":\"";

  private static final String FINGERPRINTS = ",\"fingerprints\":\"";

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private SnapshotJson() {}

  static String write(Snapshot snapshot) {
    String head = head(snapshot);
    int rows = Math.multiplyExact(snapshot.fingerprints().size(), CHARS_A_ROW);
    StringBuilder text = new StringBuilder(Math.addExact(rows, head.length() + 100));
    text.append(head, 0, head.length() - 1).append(FINGERPRINTS);
    // By hand, since it is long and needs no escape.
    snapshot.fingerprints().writeTo(text);
    return SEALED.seal(text.append("\"}"));
  }

  /** All but the fingerprints. */
  private static String head(Snapshot snapshot) {
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
      json.writeEndObject();
    }
    return text.toString();
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  static Snapshot read(String text) {
    String json = SEALED.check(text, SnapshotException::new);
    int at = json.lastIndexOf(FINGERPRINTS);
    int from = at + FINGERPRINTS.length();
    int to = json.indexOf('"', from);
    if (at < 0 || to < 0) {
      throw new SnapshotException("the snapshot cannot be read");
    }
    String head = json.substring(0, at) + "}";
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), head)) {
      Snapshot snapshot = new Reader(parser).snapshot(Fingerprints.read(json, from, to));
      if (!head(snapshot).equals(head) || !json.startsWith(END, to)) {
        throw new IllegalArgumentException("it is not as it would be written");
      }
      return snapshot;
    } catch (JacksonException | IllegalArgumentException | DateTimeException cause) {
      throw new SnapshotException("the snapshot cannot be read", cause);
    }
  }

  /** Reads properties in the order in which they are written. */
  private record Reader(JsonParser json) {

    Snapshot snapshot(Fingerprints rows) {
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
