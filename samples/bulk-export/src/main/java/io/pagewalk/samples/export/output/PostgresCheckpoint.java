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
        updated_at timestamp with time zone NOT NULL)
    """
        .formatted(table().quoted());
  }

  /**
   * Changes nothing.
   *
   * @throws UsageException if it is of another table, or the rows are not there any more
   */
  Optional<String> read(PostgresSession session) {
    if (!session.isThere(table())) {
      return Optional.empty();
    }
    String where = " FROM " + table().quoted() + " WHERE name = ?";
    Optional<String> state = session.first("SELECT state" + where, name);
    if (state.isPresent()) {
      String written = session.first("SELECT output_table" + where, name).orElseThrow();
      refuse(!written.equals(output.quoted()), "is of the table " + written);
      refuse(!session.isThere(output), "is of rows in " + output + ", and that table is gone");
    }
    return state;
  }

  private void refuse(boolean wrong, String why) {
    if (wrong) {
      throw new UsageException(
          "--checkpoint %s %s; name another, or begin anew after DELETE FROM %s WHERE name = '%s'"
              .formatted(name, why, table(), name.replace("'", "''")));
    }
  }

  void write(PostgresSession session, String state) {
    session.execute(
        """
        INSERT INTO %s (name, output_table, state, updated_at) VALUES (?, ?, ?, now())
        ON CONFLICT (name) DO UPDATE SET
            output_table = excluded.output_table,
            state = excluded.state,
            updated_at = excluded.updated_at
        """
            .formatted(table().quoted()),
        name,
        output.quoted(),
        state);
  }

  void delete(PostgresSession session) {
    session.execute("DELETE FROM " + table().quoted() + " WHERE name = ?", name);
  }
}
