package io.pagewalk.samples.export.output;

import java.util.Optional;

/**
 * Where an export stands, in a table beside the one that its rows go to: so both are of the same
 * transaction.
 *
 * @param name as it was given
 * @param output the table that the rows go to, with its schema
 */
record PostgresCheckpoint(String name, PostgresTable output) {
  static final String TABLE = "pagewalk_export_checkpoint";

  PostgresTable table() {
    return new PostgresTable(output.schema(), TABLE);
  }

  String create() {
    return """
    CREATE TABLE %s (
        name text PRIMARY KEY,
        output_table text NOT NULL,
        state text NOT NULL,
        written bigint NOT NULL,
        updated_at timestamp with time zone NOT NULL)
    """
        .formatted(table().quoted());
  }

  /**
   * What was kept.
   *
   * @param written how many rows
   */
  record Kept(String state, long written) {}

  /**
   * Changes nothing.
   *
   * @throws UsageException if it is of another table, or the rows are not there any more
   */
  Optional<Kept> read(PostgresSession session) {
    if (!session.isThere(table())) {
      return Optional.empty();
    }
    String where = " FROM " + table().quoted() + " WHERE name = ?";
    Optional<String> state = session.first("SELECT state" + where, name);
    if (state.isEmpty()) {
      return Optional.empty();
    }
    String table = session.first("SELECT output_table" + where, name).orElseThrow();
    refuse(!table.equals(output.quoted()), "is of the table " + table);
    refuse(!session.isThere(output), "is of rows in " + output + ", and that table is gone");
    long written = number(session.first("SELECT written" + where, name));
    long there = number(session.first("SELECT count(*) FROM " + output.quoted()));
    refuse(
        there < written,
        "is of %,d rows in %s, and there are only %,d".formatted(written, output, there));
    return Optional.of(new Kept(state.get(), written));
  }

  private void refuse(boolean wrong, String why) {
    if (wrong) {
      throw new UsageException(
          "--checkpoint %s %s; name another, or begin anew after DELETE FROM %s WHERE name = '%s'"
              .formatted(name, why, table(), name.replace("'", "''")));
    }
  }

  private static long number(Optional<String> text) {
    return text.map(Long::valueOf).orElseThrow();
  }

  void write(PostgresSession session, Kept kept) {
    session.execute(
        """
        INSERT INTO %s (name, output_table, state, written, updated_at) VALUES (?, ?, ?, ?, now())
        ON CONFLICT (name) DO UPDATE SET
            output_table = excluded.output_table,
            state = excluded.state,
            written = excluded.written,
            updated_at = excluded.updated_at
        """
            .formatted(table().quoted()),
        name,
        output.quoted(),
        kept.state(),
        kept.written());
  }

  void delete(PostgresSession session) {
    session.execute("DELETE FROM " + table().quoted() + " WHERE name = ?", name);
  }
}
