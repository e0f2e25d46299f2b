package io.pagewalk.dcs;

import io.pagewalk.Page;
import io.pagewalk.Tracking;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * A list of the API that is read by offset and limit: what it is asked with, where its answers have
 * the rows and the total, and what tells its rows apart. {@link DcsLists} has them all; {@link
 * #query} begins to ask one. Immutable.
 *
 * <p>Paths, parameters and fields are those of the vendor's published SDK.
 *
 * @param <T> the type of a row
 */
public final class DcsList<T> {

  /** The path parameter of the lists that each instance has one of. */
  public static final String INSTANCE_ID = "instance_id";

  /**
   * Something that a list is asked with, besides offset and limit.
   *
   * @param name as the API spells it
   * @param required whether the API refuses a request without it
   * @param inPath whether it is part of the path, and not of the query
   */
  public record Parameter(String name, boolean required, boolean inPath) {}

  private final String name;
  private final String path;
  private final List<Parameter> parameters;
  private final String rowsField;
  private final String totalField;
  private final List<String> identityFields;
  private final List<String> fields;
  private final OptionalInt maxPageSize;

  /** The same list with rows of all fields; null where it is this one. */
  private final @Nullable DcsList<DcsRow> asRows;

  private final Supplier<AnswerReader<T>> rowReader;
  private final @Nullable Function<T, String> identity;
  private final @Nullable Tracking<T> tracking;
  private final @Nullable CompactReader<Page<T>> compactReader;

  /**
   * Takes what the builder says.
   *
   * @param rowReader makes a reader for the rows of a page, which may keep a state
   */
  DcsList(
      DcsListBuilder builder,
      @Nullable DcsList<DcsRow> asRows,
      Supplier<AnswerReader<T>> rowReader,
      @Nullable Function<T, String> identity,
      @Nullable Tracking<T> tracking,
      @Nullable CompactReader<Page<T>> compactReader) {
    this.name = builder.name;
    this.path = builder.path;
    this.parameters = List.copyOf(builder.parameters);
    this.rowsField = builder.rowsField;
    this.totalField = builder.totalField;
    this.identityFields = builder.identityFields;
    this.fields = List.copyOf(builder.fields);
    this.maxPageSize = builder.maxPageSize;
    this.asRows = asRows;
    this.rowReader = rowReader;
    this.identity = identity;
    this.tracking = tracking;
    this.compactReader = compactReader;
  }

  /** What the list is called here: {@code big-key-scan-tasks}. */
  public String name() {
    return name;
  }

  /** The same for people: {@code big key scan tasks}. */
  public String title() {
    return name.replace('-', ' ');
  }

  /** The path with its parameters left open: {@code /v2/{project_id}/instances}. */
  public String path() {
    return path;
  }

  /**
   * What it may be asked with, those of the path first; without the project's id, offset and limit.
   */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** Whether each instance has a list of its own. */
  public boolean isOfInstance() {
    return parameters.contains(new Parameter(INSTANCE_ID, true, true));
  }

  /** The field of an answer that holds the rows. */
  public String rowsField() {
    return rowsField;
  }

  /** The field of an answer that holds the total, as a number or as a string of digits. */
  public String totalField() {
    return totalField;
  }

  /**
   * The fields of a row that together tell it from others; none where rows cannot be told apart.
   */
  public List<String> identityFields() {
    return identityFields;
  }

  /**
   * The fields that a row is known to have, those of its identity first. A server may send others,
   * or leave some out.
   */
  public List<String> fields() {
    return fields;
  }

  /** Rows that the API gives in a page at most; empty where no such bound is known. */
  public OptionalInt maxPageSize() {
    return maxPageSize;
  }

  /**
   * What tells a row from others, in one string; empty where nothing does. That it is unique is
   * read off the vendor's models; a walk notices where it is not.
   */
  public Optional<Function<T, String>> identity() {
    return Optional.ofNullable(identity);
  }

  /** How its rows are told to be new or changed where all are asked for; for the query to tell. */
  Optional<Tracking<T>> tracking() {
    return Optional.ofNullable(tracking);
  }

  /** Begins to say what of the list is asked for. Nothing is sent. */
  public DcsListQuery.Builder<T> query() {
    return new DcsListQuery.Builder<>(this);
  }

  /** The same list with rows of all the fields that the server sends. */
  @SuppressWarnings("unchecked") // Without another one its own rows are these.
  public DcsList<DcsRow> asRows() {
    return asRows == null ? (DcsList<DcsRow>) this : asRows;
  }

  /**
   * Reads a page.
   *
   * @param offset of the first row that was asked for
   */
  Page<T> read(JsonParser json, long offset) {
    return PageReader.read(json, rowsField, totalField, rowReader.get(), offset);
  }

  @Nullable CompactReader<Page<T>> compactReader() {
    return compactReader;
  }

  @Override
  public String toString() {
    return name;
  }
}
