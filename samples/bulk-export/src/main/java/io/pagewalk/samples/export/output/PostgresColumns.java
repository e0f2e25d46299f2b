package io.pagewalk.samples.export.output;

import io.pagewalk.samples.export.output.Column.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The columns of the table that rows go to, and the SQL that is about them. */
record PostgresColumns(Shape shape) {

  /** Takes the names and types of the columns, and the table. */
  private static final String DIFFERENCES =
      """
      SELECT string_agg(
          format('column %s is %s and must be %s',
              wanted.name,
              coalesce(format_type(there.atttypid, there.atttypmod), 'missing'),
              wanted.type),
          ', ' ORDER BY wanted.place)
      FROM unnest(?, ?) WITH ORDINALITY AS wanted(name, type, place)
      LEFT JOIN pg_attribute AS there
          ON there.attrelid = to_regclass(?)
          AND there.attname = wanted.name
          AND NOT there.attisdropped
      WHERE format_type(there.atttypid, there.atttypmod) IS DISTINCT FROM wanted.type
      """;

  /**
   * @throws UsageException if such rows cannot be told apart, as a table must
   */
  PostgresColumns {
    if (shape.key().isEmpty()) {
      throw new UsageException(
          "--output must be a file: the list has nothing that a database could tell its rows apart"
              + " by");
    }
  }

  private List<Column> all() {
    return Stream.concat(shape.columns().stream(), shape.others().stream()).toList();
  }

  /** As the server says types. */
  private static String type(Kind kind) {
    return switch (kind) {
      case TEXT -> "text";
      case TIME -> "timestamp with time zone";
      case JSON -> "jsonb";
    };
  }

  private static String quoted(List<String> names) {
    return names.stream().map(PostgresTable::quote).collect(Collectors.joining(", "));
  }

  /** As people know it. */
  String key() {
    return String.join(", ", shape.key());
  }

  String create(PostgresTable table) {
    String columns =
        all().stream()
            .map(column -> PostgresTable.quote(column.name()) + " " + type(column.kind()))
            .collect(Collectors.joining(", "));
    return "CREATE TABLE %s (%s, PRIMARY KEY (%s))"
        .formatted(table.quoted(), columns, quoted(shape.key()));
  }

  /** What would have to be changed in a table; empty if it has these columns, and maybe more. */
  Optional<String> differences(PostgresTable table, PostgresSession in) {
    return in.first(
        DIFFERENCES,
        PostgresArray.ofTexts(all().stream().map(Column::name).toList()),
        PostgresArray.ofTexts(all().stream().map(column -> type(column.kind())).toList()),
        table.quoted());
  }

  /** Writes rows: takes an array for each column. */
  String upsert(PostgresTable table) {
    String columns = quoted(shape.names());
    return "INSERT INTO %s (%s) SELECT * FROM unnest(%s) ON CONFLICT (%s) DO %s"
        .formatted(
            table.quoted(),
            columns,
            shape.columns().stream().map(column -> "?").collect(Collectors.joining(", ")),
            quoted(shape.key()),
            replacement());
  }

  private String replacement() {
    String changes =
        shape.names().stream()
            .filter(name -> !shape.key().contains(name))
            .map(PostgresTable::quote)
            .map(name -> name + " = excluded." + name)
            .collect(Collectors.joining(", "));
    return changes.isEmpty() ? "NOTHING" : "UPDATE SET " + changes;
  }
}
