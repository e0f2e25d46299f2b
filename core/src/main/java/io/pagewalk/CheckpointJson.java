package io.pagewalk;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
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
 * The text of a {@link Checkpoint}. A reader takes what a writer of the same version wrote, in that
 * order, and nothing else: the checksum at the end is that of the text before it.
 */
final class CheckpointJson {

  private static final Sealed SEALED = new Sealed("pagewalk_checkpoint", "checkpoint", 1);

  /** What a walk can have seen by the way; the other verdicts are those of its end. */
  private static final Set<Verdict> DOUBTS =
      EnumSet.range(Verdict.GAP_POSSIBLE, Verdict.TOTAL_DIFFERS);

  /** In ASCII, so that the text is the same whatever charset it is kept in. */
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private CheckpointJson() {}

  static String write(Checkpoint checkpoint) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeNumberProperty(SEALED.name(), SEALED.version());
      json.writeStringProperty("query", checkpoint.query());
      json.writeBooleanProperty("anchored", checkpoint.anchored());
      json.writeNumberProperty("offset", checkpoint.offset());
      writeReport(json, checkpoint.report());
      json.writeNumberProperty("fullest", checkpoint.fullest());
      writeStrings(json, "doubts", checkpoint.doubts().stream().map(Enum::name).toList());
      writeOptional(json, "start", checkpoint.start());
      writeStrings(json, "chain", checkpoint.chain());
      writeStrings(json, "pins", checkpoint.pins());
      json.writeEndObject();
    }
    return SEALED.seal(new StringBuilder(text.getBuffer()));
  }

  private static void writeReport(JsonGenerator json, WalkReport report) {
    json.writeNumberProperty("requests", report.requests());
    json.writeNumberProperty("rows", report.rows());
    json.writeNumberProperty("duplicates_dropped", report.duplicatesDropped());
    json.writeNumberProperty("seams_held", report.seamsHeld());
    json.writeNumberProperty("seams_repaired", report.seamsRepaired());
    writeOptional(json, "first_total", report.firstTotal());
    writeOptional(json, "last_total", report.lastTotal());
    OptionalInt cap = report.pageCap();
    writeOptional(
        json, "page_cap", cap.isPresent() ? OptionalLong.of(cap.getAsInt()) : OptionalLong.empty());
  }

  private static void writeOptional(JsonGenerator json, String name, OptionalLong value) {
    if (value.isPresent()) {
      json.writeNumberProperty(name, value.getAsLong());
    } else {
      json.writeNullProperty(name);
    }
  }

  private static void writeStrings(JsonGenerator json, String name, List<String> values) {
    json.writeArrayPropertyStart(name);
    values.forEach(json::writeString);
    json.writeEndArray();
  }

  static Checkpoint read(String text) {
    String json = SEALED.check(text, CheckpointException::new);
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      Checkpoint checkpoint = new Reader(parser).checkpoint();
      // A checksum is put right as easily as a text is changed. What a parser rounds, cuts off or
      // passes over would make a walk go on from elsewhere, and say that it is complete.
      if (!write(checkpoint).equals(json)) {
        throw new IllegalArgumentException("it is not as it would be written");
      }
      return checkpoint;
    } catch (JacksonException | IllegalArgumentException cause) {
      throw new CheckpointException("the checkpoint cannot be read", cause);
    }
  }

  /** Reads properties in the order in which they are written. */
  private record Reader(JsonParser json) {

    Checkpoint checkpoint() {
      json.nextToken();
      number(SEALED.name());
      String query = string("query");
      boolean anchored = value("anchored") == JsonToken.VALUE_TRUE;
      long offset = number("offset");
      WalkReport report = report();
      int fullest = (int) number("fullest");
      Set<Verdict> doubts = EnumSet.noneOf(Verdict.class);
      strings("doubts").forEach(name -> doubts.add(doubt(name)));
      OptionalLong start = optional("start");
      List<String> chain = strings("chain");
      List<String> pins = strings("pins");
      return new Checkpoint(query, anchored, offset, start, chain, pins, fullest, doubts, report);
    }

    private WalkReport report() {
      long requests = number("requests");
      long rows = number("rows");
      long dropped = number("duplicates_dropped");
      long held = number("seams_held");
      long repaired = number("seams_repaired");
      OptionalLong first = optional("first_total");
      OptionalLong last = optional("last_total");
      OptionalLong cap = optional("page_cap");
      return new WalkReport(
          requests,
          rows,
          dropped,
          held,
          repaired,
          first,
          last,
          cap.isPresent() ? OptionalInt.of((int) cap.getAsLong()) : OptionalInt.empty(),
          Verdict.UNFINISHED);
    }

    private @Nullable JsonToken value(String name) {
      String found = json.nextName();
      if (!name.equals(found)) {
        throw new IllegalArgumentException(
            "\"" + found + "\" stands where \"" + name + "\" should");
      }
      return json.nextToken();
    }

    private long number(String name) {
      value(name);
      return count(name);
    }

    private OptionalLong optional(String name) {
      return value(name) == JsonToken.VALUE_NULL
          ? OptionalLong.empty()
          : OptionalLong.of(count(name));
    }

    private long count(String name) {
      long count = json.getLongValue();
      if (count < 0) {
        throw new IllegalArgumentException(name + " must be 0 or more; was " + count);
      }
      return count;
    }

    private static Verdict doubt(String name) {
      Verdict verdict = Verdict.valueOf(name);
      if (!DOUBTS.contains(verdict)) {
        throw new IllegalArgumentException("doubts must be doubts; " + name + " is none");
      }
      return verdict;
    }

    private String string(String name) {
      value(name);
      return json.getString();
    }

    private List<String> strings(String name) {
      value(name);
      List<String> all = new ArrayList<>();
      while (json.nextToken() == JsonToken.VALUE_STRING) {
        all.add(json.getString());
      }
      return List.copyOf(all);
    }
  }
}
