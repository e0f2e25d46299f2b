package io.pagewalk.samples.simulator;

import java.util.HexFormat;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the fields of one row after another. What they hold is drawn from the list, its owner and
 * the row's index, and by the field's name, so it is the same at each request.
 */
final class RowWriter {
  private static final int KIND_BITS = 6;

  private final JsonGenerator json;
  private final ListKind kind;
  private final long owner;
  private final IsoTime isoTime = new IsoTime();
  private final byte[] isoText = new byte[IsoTime.LENGTH];
  private long index;
  private long age;
  private long seed;

  RowWriter(JsonGenerator json, ListKind kind, long owner) {
    this.json = json;
    this.kind = kind;
    this.owner = owner;
  }

  /**
   * What is written next is of that row.
   *
   * @param age how many rows were created before it
   */
  void begin(long index, long age) {
    this.index = index;
    this.age = age;
    this.seed = Mixer.hash(Mixer.hash(owner << KIND_BITS | kind.number()) + index);
  }

  long index() {
    return index;
  }

  long age() {
    return age;
  }

  /** When the row was created, in epoch milliseconds; rises with its age. */
  long created() {
    return TaskTimes.created(age);
  }

  /** A number from 0 to below the bound, another one for each purpose. */
  int draw(String purpose, int bound) {
    return (int) Long.remainderUnsigned(Mixer.hash(seed ^ purpose.hashCode()), bound);
  }

  boolean toss(String purpose) {
    return draw(purpose, 2) == 0;
  }

  /** The id that no other row of any list has. */
  String id() {
    return Ids.ofRow(kind, (int) owner, index);
  }

  /** The id of the instance whose row it is. */
  String ownerId() {
    return Ids.ofInstance((int) owner);
  }

  /** 32 hexadecimal digits. */
  String hex(String purpose) {
    return HexFormat.of().toHexDigits(Mixer.hash(seed ^ purpose.hashCode())).repeat(2);
  }

  /** Text as people write it, some of it awkward to whoever reads or writes it further. */
  String prose(String purpose) {
    return switch (draw(purpose, 10)) {
      case 0 -> "";
      case 1 -> "kept for \"audit\", 90 days";
      case 2 -> "first line\nsecond line\r\nthird line";
      case 3 -> "每日备份，第" + index + "次";
      case 4 -> "naïve café – déjà vu";
      case 5 -> "back\\slash, tab\t and 'quotes'";
      case 6 -> "=1+" + index;
      case 7 -> "🗝 {\"key\": [" + index + "]}";
      default -> "number " + index;
    };
  }

  RowWriter text(String name, @Nullable String value) {
    if (value == null) {
      json.writeNullProperty(name);
    } else {
      json.writeStringProperty(name, value);
    }
    return this;
  }

  RowWriter number(String name, long value) {
    json.writeNumberProperty(name, value);
    return this;
  }

  RowWriter flag(String name) {
    return flag(name, toss(name));
  }

  RowWriter flag(String name, boolean value) {
    json.writeBooleanProperty(name, value);
    return this;
  }

  RowWriter time(String name, long epochMillis) {
    isoTime.write(epochMillis, isoText, 0);
    json.writeName(name).writeRawUTF8String(isoText, 0, isoText.length);
    return this;
  }

  RowWriter oneOf(String name, String... values) {
    return text(name, values[draw(name, values.length)]);
  }

  /** Sometimes null and sometimes left out: clients must take both. */
  RowWriter maybe(String name, String value) {
    if (!omits(name)) {
      text(name, isNull(name) ? null : value);
    }
    return this;
  }

  /** As {@link #maybe}. */
  RowWriter maybeNumber(String name, long value) {
    if (omits(name)) {
      return this;
    }
    if (isNull(name)) {
      return text(name, null);
    }
    return number(name, value);
  }

  /** As {@link #maybe}. */
  RowWriter maybeTime(String name, long epochMillis) {
    if (omits(name)) {
      return this;
    }
    return isNull(name) ? text(name, null) : time(name, epochMillis);
  }

  private boolean omits(String name) {
    return draw(name, 64) < 8;
  }

  private boolean isNull(String name) {
    return draw(name, 64) < 16;
  }

  /** A field that is an object, whose fields the writer gives. */
  RowWriter object(String name, Runnable fields) {
    json.writeName(name).writeStartObject();
    fields.run();
    json.writeEndObject();
    return this;
  }

  /** A field that is a list of objects, so many, whose fields the writer gives. */
  RowWriter objects(String name, int count, IntConsumer fields) {
    json.writeName(name).writeStartArray();
    for (int place = 0; place < count; place++) {
      json.writeStartObject();
      fields.accept(place);
      json.writeEndObject();
    }
    json.writeEndArray();
    return this;
  }

  RowWriter texts(String name, String... values) {
    json.writeName(name).writeStartArray();
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
    return this;
  }
}
