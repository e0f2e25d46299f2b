package io.pagewalk.samples.export.output;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table. Its name comes from the command line, so only what needs no thought is taken for one,
 * and it stands between quotes.
 *
 * @param schema null for the one that the server finds the table in, or would make it in
 */
record PostgresTable(@Nullable String schema, String name) {
  /** The server cuts off what is longer, and would then write another table than was named. */
  private static final String IDENTIFIER = "[A-Za-z_][A-Za-z0-9_]{0,62}";

  private static final Pattern FORM =
      Pattern.compile("(?:(?<schema>" + IDENTIFIER + ")\\.)?(?<name>" + IDENTIFIER + ")");

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

  static String quote(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** As people know it. */
  @Override
  public String toString() {
    return schema == null ? name : schema + "." + name;
  }
}
