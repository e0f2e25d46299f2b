package io.pagewalk.samples.export.output;

import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * A connection, with failures that say what to try. All that is done between two commits is one
 * transaction; the server takes it back when the session ends before the second.
 */
final class PostgresSession implements AutoCloseable {
  private static final int LAST_WORDS_MILLIS = 3_000;

  private final PostgresAddress address;
  private final String key;
  private final String goingOn;
  private final Connection connection;

  /** Whether the server is being waited for: perhaps by another thread, which nobody waits for. */
  private volatile boolean busy;

  private interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  /**
   * Connects.
   *
   * @param key the columns that tell rows apart, in words
   * @param goingOn what the same command does after a connection was lost
   * @throws OutputException if that cannot be done
   */
  PostgresSession(PostgresAddress address, String key, String goingOn) {
    this.address = address;
    this.key = key;
    this.goingOn = goingOn;
    try {
      this.connection = address.connect();
      connection.setAutoCommit(false);
      soonNoticed();
    } catch (SQLException cause) {
      throw failure(cause, hintOfConnecting(state(cause)));
    }
  }

  /**
   * Where this machine goes without a word, the server learns it by asking: within a minute and not
   * within hours, for which the locks of this session would keep out the run that goes on.
   */
  private void soonNoticed() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10;"
              + " SET tcp_keepalives_count = 3");
    }
    connection.commit();
  }

  /** The first column of the first row; empty if there is none, or it is null. */
  Optional<String> first(String sql, Object... arguments) {
    return run(
        it -> {
          try (PreparedStatement statement = prepare(it, sql, arguments);
              ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
          }
        });
  }

  /** Gives how many rows were written. */
  int execute(String sql, Object... arguments) {
    return run(
        it -> {
          try (PreparedStatement statement = prepare(it, sql, arguments)) {
            return statement.executeUpdate();
          }
        });
  }

  private static PreparedStatement prepare(Connection in, String sql, Object... arguments)
      throws SQLException {
    PreparedStatement statement = in.prepareStatement(sql);
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] instanceof PostgresArray array) {
        Object[] values = array.values().toArray(String[]::new);
        statement.setArray(i + 1, in.createArrayOf(array.type(), values));
      } else {
        statement.setObject(i + 1, arguments[i]);
      }
    }
    return statement;
  }

  boolean isThere(PostgresTable table) {
    return first("SELECT to_regclass(?)", table.quoted()).isPresent();
  }

  void commit() {
    run(
        it -> {
          it.commit();
          return true;
        });
  }

  /** Takes back what was not committed, for a last word that is not waited for long. */
  void rollback() {
    run(
        it -> {
          hurry();
          it.rollback();
          return true;
        });
  }

  private <T> T run(Work<T> work) {
    busy = true;
    try {
      return work.in(connection);
    } catch (SQLException cause) {
      throw failure(cause, hint(state(cause)));
    } finally {
      busy = false;
    }
  }

  boolean isBusy() {
    return busy;
  }

  /** From now on no answer is worth a long wait, as when the server went away without a word. */
  private void hurry() throws SQLException {
    connection.setNetworkTimeout(Runnable::run, LAST_WORDS_MILLIS);
  }

  /** Whatever was not committed is taken back. Never waits for a statement that takes its time. */
  @Override
  public void close() {
    try (Connection ending = connection) {
      if (busy) {
        ending.abort(Runnable::run);
      } else {
        unlock(ending);
      }
    } catch (SQLException alreadyGone) {
      // Then the server knows it, too, and has taken back what was not committed.
    }
  }

  /** The server ends a session in its own time; the next export may be there before. */
  private void unlock(Connection ending) throws SQLException {
    hurry();
    ending.rollback();
    try (Statement statement = ending.createStatement()) {
      statement.execute("SELECT pg_advisory_unlock_all()");
    }
  }

  private OutputException failure(SQLException cause, String hint) {
    return OutputException.cannotWrite(address.toString(), reason(cause), hint, cause);
  }

  /** The first line says what; the place in the statement and such come behind it. */
  private static String reason(SQLException cause) {
    if (cause.getCause() instanceof UnknownHostException unknown) {
      return "no such host: " + unknown.getMessage();
    }
    return String.valueOf(cause.getMessage())
        .lines()
        .findFirst()
        .orElse(state(cause))
        .replaceFirst("^(ERROR|FATAL|PANIC): ", "")
        .replaceFirst("\\.$", "");
  }

  private static String state(SQLException cause) {
    return String.valueOf(cause.getSQLState());
  }

  private static String hintOfConnecting(String state) {
    if (state.startsWith("28") || state.equals("08004")) {
      return "the password in the environment variable PGPASSWORD or in the file ~/.pgpass, and the"
          + " user's name as USER@ in front of the host";
    }
    return switch (state) {
      case "3D000" -> "the name of a database that is there, or createdb to make it";
      case "53300", "57P03" -> "again later";
      default -> "host, port and sslmode as they are right, once the server is up";
    };
  }

  private String hint(String state) {
    // 57P01 and 57P02 are the server's last words.
    if (state.startsWith("08") || state.startsWith("57P0")) {
      return "the same command when the database is there again, " + goingOn;
    }
    return switch (state) {
      case "42501" -> "a user who may create and write it, or have it made beforehand";
      case "3F000" -> "CREATE SCHEMA first, or another one in ?table=SCHEMA.NAME";
      case "42P10" ->
          "another table with ?table=NAME, or ALTER TABLE ... ADD PRIMARY KEY (" + key + ")";
      default -> "again, with --verbose for all that the server said, or another ?table=NAME";
    };
  }
}
