package io.pagewalk.samples.export.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which table of which database, and how to get there. */
final class PostgresAddress {
  private static final int DEFAULT_PORT = 5_432;

  private static final Pattern FORM =
      Pattern.compile(
          "postgres(?:ql)?://(?:(?<user>[^@/?#]*)@)?"
              + "(?<host>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::(?<port>[0-9]{1,5}))?"
              + "/(?<database>[^/?#]+)(?:\\?(?<parameters>[^#]*))?");

  /** What has a place of its own in front of the parameters, or would lead elsewhere. */
  private static final Set<String> NO_PARAMETERS =
      Set.of("user", "PGHOST", "PGPORT", "PGDBNAME", "service");

  /** The driver logs what it throws, too. Held here, since a logger that nobody holds may go. */
  private static final Logger DRIVER_LOGGER = Logger.getLogger("org.postgresql");

  static {
    if (DRIVER_LOGGER.getLevel() == null) {
      DRIVER_LOGGER.setLevel(Level.OFF);
    }
  }

  private final String server;
  private final String database;
  private final Properties settings = new Properties();
  private PostgresTable table;

  private PostgresAddress(String host, int port, String database, PostgresTable table) {
    this.server = host + ":" + port;
    this.database = database;
    this.table = table;
    settings.setProperty("ApplicationName", "pagewalk bulk-export");
    // Also for a server that takes the connection and says nothing.
    settings.setProperty("loginTimeout", "15");
    // So that a server that went away without a word is found out in the end.
    settings.setProperty("tcpKeepAlive", "true");
  }

  static boolean isOne(String output) {
    return output.startsWith("postgresql://") || output.startsWith("postgres://");
  }

  /**
   * Never repeats what it refuses: a password may be anywhere in it.
   *
   * @param table where it names none
   * @throws UsageException if it is none
   */
  static PostgresAddress parse(String url, String table, Map<String, String> environment) {
    Matcher form = FORM.matcher(url);
    if (!form.matches()) {
      throw wrongForm();
    }
    int port = form.group("port") == null ? DEFAULT_PORT : Integer.parseInt(form.group("port"));
    if (port < 1 || port > 65_535) {
      throw new UsageException("--output postgresql://...: PORT must be from 1 to 65535");
    }
    PostgresAddress address =
        new PostgresAddress(
            form.group("host"),
            port,
            decode(form.group("database")),
            new PostgresTable(null, table));
    if (form.group("user") != null) {
      address.user(decode(form.group("user")));
    }
    if (form.group("parameters") != null) {
      for (String parameter : form.group("parameters").split("&", -1)) {
        address.parameter(parameter);
      }
    }
    String password = environment.getOrDefault("PGPASSWORD", "");
    if (!password.isEmpty()) {
      address.settings.setProperty("password", password);
    }
    return address;
  }

  private static UsageException wrongForm() {
    return new UsageException(
        "--output postgresql://... must be"
            + " postgresql://[USER@]HOST[:PORT]/DATABASE[?table=NAME&PARAMETER=VALUE...],"
            + " percent-encoded where it is no letter or digit, and without a password");
  }

  private static String decode(String text) {
    try {
      // A plus stands for a space in forms only.
      String decoded = URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
      if (decoded.chars().noneMatch(Character::isISOControl)) {
        return decoded;
      }
    } catch (IllegalArgumentException malformed) {
      throw wrongForm();
    }
    throw wrongForm();
  }

  private void user(String user) {
    refusePassword(user.contains(":"));
    if (user.isEmpty()) {
      throw wrongForm();
    }
    settings.setProperty("user", user);
  }

  private static void refusePassword(boolean given) {
    if (given) {
      throw new UsageException(
          "--output postgresql://... must have no password in it, where others can read it: put it"
              + " into the environment variable PGPASSWORD or the file ~/.pgpass");
    }
  }

  private void parameter(String parameter) {
    int equals = parameter.indexOf('=');
    String name = equals < 0 ? parameter : parameter.substring(0, equals);
    String value = equals < 0 ? "" : decode(parameter.substring(equals + 1));
    refusePassword(decode(name).matches("(?i).*(password|passwd|pwd).*"));
    if (name.equals("table")) {
      table = PostgresTable.parse(value);
      return;
    }
    if (equals < 0 || NO_PARAMETERS.contains(name) || !isKnownToTheDriver(name)) {
      throw new UsageException(
          "--output postgresql://...?: a parameter must be table=NAME or one of the PostgreSQL JDBC"
              + " driver, such as sslmode=verify-full"
              + (equals < 0 ? "" : "; was " + name));
    }
    settings.setProperty(name, value);
  }

  private boolean isKnownToTheDriver(String name) {
    try {
      return Arrays.stream(driver().getPropertyInfo(url(), new Properties()))
          .anyMatch(property -> property.name.equals(name));
    } catch (SQLException e) {
      throw new IllegalStateException("the driver of PostgreSQL is not there", e);
    }
  }

  private Driver driver() throws SQLException {
    return DriverManager.getDriver(url());
  }

  private String url() {
    return "jdbc:postgresql://" + server + "/" + URLEncoder.encode(database, UTF_8);
  }

  PostgresTable table() {
    return table;
  }

  /** Waits for it no longer than the time limit of a connection. */
  Connection connect() throws SQLException {
    return driver().connect(url(), settings);
  }

  /** As people know it; nothing is in it but the place. */
  @Override
  public String toString() {
    return "table " + table + " of postgresql://" + server + "/" + database;
  }
}
