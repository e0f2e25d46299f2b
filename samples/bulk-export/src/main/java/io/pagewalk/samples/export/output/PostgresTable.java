package io.pagewalk.samples.export.output;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The table that rows go to, and the SQL that is about it. A name comes from the command line, so
 * only what needs no thought is taken for one, and it stands between quotes.
 *
 * @param schema null for the one that the server finds the table in, or would make it in
 */
record PostgresTable(@Nullable String schema, String name) {
  private static final String DEFAULT_NAME = "offline_key_analysis_task";

  /** The server cuts off what is longer, and would then write another table than was named. */
  private static final String IDENTIFIER = "[A-Za-z_][A-Za-z0-9_]{0,62}";

  private static final Pattern FORM =
      Pattern.compile("(?:(?<schema>" + IDENTIFIER + ")\\.)?(?<name>" + IDENTIFIER + ")");

  static final PostgresTable DEFAULT = new PostgresTable(null, DEFAULT_NAME);

  private record Column(String name, String type) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("instance_id", "text"),
          new Column("id", "text"),
          new Column("status", "text"),
          new Column("created_at", "timestamp with time zone"),
          new Column("started_at", "timestamp with time zone"),
          new Column("finished_at", "timestamp with time zone"),
          new Column("analysis", "jsonb"));

  /** As the server says types. */
  static final PostgresArray COLUMN_TYPES =
      PostgresArray.ofTexts(COLUMNS.stream().map(Column::type).toList());

  static final PostgresArray COLUMN_NAMES =
      PostgresArray.ofTexts(COLUMNS.stream().map(Column::name).toList());

  /** What is wrong with a table; takes the names and types of the columns, and the table. */
  static final String DIFFERENCES =
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
   * Reads {@code [SCHEMA.]NAME}.
   *
   * @throws UsageException if it is something else
   */
  static PostgresTable parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new UsageException(
          "--output ...?table= must be NAME or SCHEMA.NAME, each of letters A to Z, digits and _,"
              + " 63 at most, with no digit in front");
    }
    PostgresTable table = new PostgresTable(form.group("schema"), form.group("name"));
    if (table.name.equals(PostgresCheckpoint.TABLE)) {
      throw new UsageException(
          "--output ...?table= must not be "
              + PostgresCheckpoint.TABLE
              + ": checkpoints are there");
    }
    return table;
  }

  PostgresTable in(String otherSchema) {
    return new PostgresTable(otherSchema, name);
  }

  /** As SQL has it. */
  String quoted() {
    return schema == null ? quote(name) : quote(schema) + "." + quote(name);
  }

  private static String quote(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  String create() {
    String columns =
        COLUMNS.stream()
            .map(column -> column.name() + " " + column.type())
            .collect(Collectors.joining(", "));
    return "CREATE TABLE %s (%s, PRIMARY KEY (instance_id, id))".formatted(quoted(), columns);
  }

  /**
   * Writes rows of an instance: takes its id, and an array for each other column. Rows that come
   * without details leave what an export with details found.
   */
  String upsert(boolean details) {
    return """
    INSERT INTO %s (instance_id, id, status, created_at, started_at, finished_at, analysis)
    SELECT ?, * FROM unnest(?, ?, ?, ?, ?, ?)
    ON CONFLICT (instance_id, id) DO UPDATE SET
        status = excluded.status,
        created_at = excluded.created_at,
        started_at = excluded.started_at,
        finished_at = excluded.finished_at%s
    """
        .formatted(quoted(), details ? ",\n    analysis = excluded.analysis" : "");
  }

  /** As people know it. */
  @Override
  public String toString() {
    return schema == null ? name : schema + "." + name;
  }
}
