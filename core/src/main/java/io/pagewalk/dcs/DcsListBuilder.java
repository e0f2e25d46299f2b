package io.pagewalk.dcs;

import static java.util.stream.Collectors.joining;

import io.pagewalk.Page;
import io.pagewalk.Tracking;
import io.pagewalk.dcs.DcsList.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says what a list of the API is like. Not for several threads. */
final class DcsListBuilder {

  private static final String STATUS = "status";

  final String name;
  final String path;
  final List<Parameter> parameters = new ArrayList<>();
  String rowsField = "";
  String totalField = "";
  List<String> identityFields = List.of();
  final List<String> fields = new ArrayList<>();
  OptionalInt maxPageSize = OptionalInt.empty();

  private @Nullable String createdField;
  private Set<String> settledStatuses = Set.of();

  private DcsListBuilder(String name, String path) {
    this.name = name;
    this.path = "/v2/{project_id}" + path;
    for (String segment : path.substring(1).split("/", -1)) {
      if (isParameter(segment)) {
        parameters.add(new Parameter(parameterIn(segment), true, true));
      }
    }
  }

  /** Whether a path's segment is open. */
  static boolean isParameter(String segment) {
    return segment.startsWith("{");
  }

  /** The name between the braces of a path's segment. */
  static String parameterIn(String segment) {
    return segment.substring(1, segment.length() - 1);
  }

  /**
   * Begins with the name and the path.
   *
   * @param path behind {@code /v2/{project_id}}, with the names of parameters in braces
   */
  static DcsListBuilder list(String name, String path) {
    return new DcsListBuilder(name, path);
  }

  /** Query parameters that must be given. */
  DcsListBuilder needs(String... names) {
    List.of(names).forEach(parameter -> parameters.add(new Parameter(parameter, true, false)));
    return this;
  }

  /** Query parameters that may be given. */
  DcsListBuilder takes(String... names) {
    List.of(names).forEach(parameter -> parameters.add(new Parameter(parameter, false, false)));
    return this;
  }

  /** Where an answer has the rows and the total. */
  DcsListBuilder answers(String rows, String total) {
    rowsField = rows;
    totalField = total;
    return this;
  }

  /** The fields that together tell a row from others; without this, nothing does. */
  DcsListBuilder identity(String... names) {
    identityFields = List.of(names);
    fields.addAll(0, identityFields);
    return this;
  }

  /** The other fields that a row is known to have. */
  DcsListBuilder fields(String... names) {
    fields.addAll(List.of(names));
    return this;
  }

  /** Rows in a page at most; without this, as many as may be. */
  DcsListBuilder maxPageSize(int rows) {
    maxPageSize = OptionalInt.of(rows);
    return this;
  }

  /**
   * The field that tells when a row was made, and the statuses in which it does not change any
   * more; without this, any row may change at any time.
   *
   * @param settled none where a row never changes
   */
  DcsListBuilder settles(String created, String... settled) {
    createdField = created;
    settledStatuses = Set.of(settled);
    return this;
  }

  /** The list with rows of all fields. */
  DcsList<DcsRow> build() {
    DcsRowReader reader = new DcsRowReader(identityFields);
    if (identityFields.isEmpty()) {
      return new DcsList<>(this, null, () -> reader, null, null, null);
    }
    Function<DcsRow, String> identity = identity(identityFields);
    return new DcsList<>(this, null, () -> reader, identity, tracking(identity), null);
  }

  /** The list with rows of a type of their own. */
  <T> DcsList<T> build(
      Supplier<AnswerReader<T>> reader, Function<T, String> identity, Tracking<T> tracking) {
    return build(reader, identity, tracking, null);
  }

  /**
   * The same.
   *
   * @param compactReader is tried first; null where there is none
   */
  <T> DcsList<T> build(
      Supplier<AnswerReader<T>> reader,
      Function<T, String> identity,
      Tracking<T> tracking,
      @Nullable CompactReader<Page<T>> compactReader) {
    return new DcsList<>(this, build(), reader, identity, tracking, compactReader);
  }

  /** Of several fields in one string, whatever stands in them. */
  private static Function<DcsRow, String> identity(List<String> fields) {
    if (fields.size() == 1) {
      return row -> text(row, fields.get(0));
    }
    return row ->
        fields.stream()
            .map(field -> text(row, field).replace("~", "~0").replace("/", "~1"))
            .collect(joining("/"));
  }

  /** The reader has seen to it that one of them is there. */
  private static String text(DcsRow row, String field) {
    return row.text(field).orElse("");
  }

  private Tracking<DcsRow> tracking(Function<DcsRow, String> identity) {
    Tracking<DcsRow> tracking = Tracking.of(identity, DcsRow::canonicalJson);
    String created = createdField;
    Set<String> settled = settledStatuses;
    return created == null
        ? tracking
        : tracking.settling(
            row -> row.text(created).map(Iso8601::parse).orElse(null),
            row -> settled.isEmpty() || row.text(STATUS).filter(settled::contains).isPresent());
  }
}
