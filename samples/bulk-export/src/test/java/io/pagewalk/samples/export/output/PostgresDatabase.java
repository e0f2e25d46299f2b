package io.pagewalk.samples.export.output;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An empty database for each test, on one server for all of them. */
public final class PostgresDatabase implements BeforeEachCallback, AfterEachCallback {

  /** The only user whom the server asks for a password. */
  public static final String GUARDED_USER = "guarded";

  public static final String PASSWORD = "s3cr3t:of/the@user";

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private Server server;
  private String name;
  private Connection connection;

  /** Ends with the run of all tests. */
  private static final class Server implements AutoCloseable {
    private final EmbeddedPostgres postgres;

    Server() {
      try {
        postgres =
            EmbeddedPostgres.builder()
                // The surroundings may name a locale that the server's files do not know.
                .setLocaleConfig("locale", "C")
                .setServerConfig("fsync", "off")
                .setServerConfig("synchronous_commit", "off")
                .setServerConfig("full_page_writes", "off")
                .setDataDirectoryCustomizer(Server::askForPassword)
                .start();
        try (Connection admin = connect("postgres")) {
          run(admin, "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(GUARDED_USER, PASSWORD));
        }
      } catch (IOException | SQLException e) {
        throw new IllegalStateException("the server does not start", e);
      }
    }

    /** In front of the lines that trust everybody: the first that fits is taken. */
    private static void askForPassword(File directory) {
      Path rules = directory.toPath().resolve("pg_hba.conf");
      try {
        String trusting = Files.readString(rules);
        Files.writeString(rules, "host all " + GUARDED_USER + " all scram-sha-256\n" + trusting);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Connection connect(String database) throws SQLException {
      return DriverManager.getConnection(postgres.getJdbcUrl("postgres", database));
    }

    @Override
    public void close() throws IOException {
      postgres.close();
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) throws SQLException {
    server =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.GLOBAL)
            .getOrComputeIfAbsent(Server.class, type -> new Server(), Server.class);
    name = "test_" + NUMBER.incrementAndGet();
    try (Connection admin = server.connect("postgres")) {
      run(admin, "CREATE DATABASE " + name);
    }
    connection = server.connect(name);
  }

  @Override
  public void afterEach(ExtensionContext context) throws SQLException {
    connection.close();
    try (Connection admin = server.connect("postgres")) {
      run(admin, "DROP DATABASE " + name + " WITH (FORCE)");
    }
  }

  /** What stands behind the user: host, port, database. */
  public String place() {
    return "localhost:" + server.postgres.getPort() + "/" + name;
  }

  /** For the user who may do everything, without a password. */
  public String url() {
    return url("postgres");
  }

  public String url(String user) {
    return "postgresql://" + user + "@" + place();
  }

  /** Another one; not closed by this. */
  public Connection connect() throws SQLException {
    return server.connect(name);
  }

  public void execute(String sql) throws SQLException {
    run(connection, sql);
  }

  private static void run(Connection on, String sql) throws SQLException {
    try (Statement statement = on.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Each row as its columns, with a bar between. */
  public List<String> rows(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(String.valueOf(result.getString(i)));
        }
        rows.add(String.join("|", row));
      }
    }
    return rows;
  }

  /** Ends the sessions of exports as a crash would; gives how many when they are over. */
  public int endExports() throws SQLException {
    return rows("SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity"
            + " WHERE application_name = 'pagewalk bulk-export'"
            + " AND datname = current_database()")
        .size();
  }
}
