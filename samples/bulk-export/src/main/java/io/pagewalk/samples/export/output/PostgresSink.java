package io.pagewalk.samples.export.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pagewalk.samples.export.output.PostgresCheckpoint.Kept;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows in a table of PostgreSQL, each once: one that is there already is replaced.
 *
 * <p>Rows and the state that belongs to them are of one transaction, so whatever ends the process
 * or the server, either both are there or none. A lock of the session keeps other exports out of
 * the table, and away from the checkpoint, for as long as the session lives; a pool of connections
 * between must give each client a session of its own.
 */
public final class PostgresSink implements Sink {

  /** Also without a checkpoint, so that no transaction gets as long as the export. */
  private static final Duration KEEP_WITHIN = Duration.ofSeconds(2);

  /** No row at all. */
  private static final Batch NOTHING =
      new Batch() {
        @Override
        public int size() {
          return 0;
        }

        @Override
        public Object value(int row, int column) {
          throw new IndexOutOfBoundsException("no row " + row);
        }
      };

  private final PostgresAddress address;
  private final PostgresColumns columns;
  private final @Nullable String checkpointName;

  private Optional<Kept> known = Optional.empty();
  private long written;
  private long unkept;

  // Null if it is not open.
  private @Nullable PostgresSession session;
  private @Nullable PostgresTable table;
  private @Nullable PostgresCheckpoint checkpoint;

  private PostgresSink(
      PostgresAddress address, PostgresColumns columns, @Nullable String checkpointName) {
    this.address = address;
    this.columns = columns;
    this.checkpointName = checkpointName;
  }

  /** Whether that is the URL of a database, and not the name of a file. */
  public static boolean isUrl(String output) {
    return PostgresAddress.isOne(output);
  }

  /**
   * Does not connect yet.
   *
   * @param shape what rows look like; the table is named as a row is, unless the URL names another
   * @param environment where the password is
   * @param checkpoint what the state is kept under; null to keep none
   * @throws UsageException if one of them is not as it must be, or nothing tells the rows apart
   */
  public static PostgresSink of(
      String url, Shape shape, Map<String, String> environment, @Nullable String checkpoint) {
    if (checkpoint != null && checkpoint.isBlank()) {
      throw new UsageException("--checkpoint must be a name");
    }
    return new PostgresSink(
        PostgresAddress.parse(url, shape.name(), environment),
        new PostgresColumns(shape),
        checkpoint);
  }

  @Override
  public String name() {
    return address.toString();
  }

  @Override
  public boolean hasRowsBeforeCommit() {
    return true;
  }

  @Override
  public boolean keepsState() {
    return checkpointName != null;
  }

  @Override
  public Optional<String> kept() {
    if (checkpointName == null) {
      return Optional.empty();
    }
    // Not held until the export opens it: whether it does is not known here.
    try (PostgresSession reading = connect()) {
      known = new PostgresCheckpoint(checkpointName, find(reading)).read(reading);
      written = known.map(Kept::written).orElse(0L);
      return known.map(Kept::state);
    }
  }

  private PostgresSession connect() {
    return new PostgresSession(
        address,
        columns.key(),
        checkpointName == null
            ? "which begins anew and replaces the rows that are there"
            : "which goes on from the rows that are there");
  }

  /** The schema is found once: what else is done must be about the same table. */
  private PostgresTable find(PostgresSession in) {
    if (address.table().schema() != null) {
      return address.table();
    }
    return in.first(
            """
            SELECT coalesce(
                (SELECT nspname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
                    WHERE pg_class.oid = to_regclass(?)),
                current_schema())
            """,
            address.table().quoted())
        .map(schema -> address.table().in(schema))
        .orElseThrow(
            () ->
                OutputException.cannotWrite(
                    name(), "the user has no schema to make it in", "?table=SCHEMA.NAME", null));
  }

  @Override
  public void open(String state) {
    PostgresSession opened = connect();
    try {
      prepare(opened, find(opened));
      session = opened;
    } finally {
      if (session == null) {
        opened.close();
      }
    }
  }

  private void prepare(PostgresSession in, PostgresTable found) {
    PostgresCheckpoint keeping =
        checkpointName == null ? null : new PostgresCheckpoint(checkpointName, found);
    lock(in, "table " + found.quoted(), "it");
    if (keeping != null) {
      lock(
          in,
          "checkpoint " + keeping.table().quoted() + " " + keeping.name(),
          "--checkpoint " + keeping.name());
      refuseChangeSince(keeping.read(in));
    }
    createWhatIsMissing(in, found, keeping);
    refuseOtherShape(in, found);
    in.commit();
    table = found;
    checkpoint = keeping;
  }

  private void lock(PostgresSession in, String what, String words) {
    boolean locked =
        in.first("SELECT pg_try_advisory_lock(?)", key(what)).filter("t"::equals).isPresent();
    if (!locked) {
      throw OutputException.cannotWrite(
          name(),
          "another export is writing " + words,
          "again when that is over, or another ?table=NAME and --checkpoint",
          null);
    }
  }

  /** The server knows locks by number. */
  private static long key(String what) {
    return UUID.nameUUIDFromBytes(("pagewalk bulk-export " + what).getBytes(UTF_8))
        .getMostSignificantBits();
  }

  private void refuseChangeSince(Optional<Kept> now) {
    if (!now.equals(known)) {
      throw OutputException.cannotWrite(
          name(),
          "another export wrote --checkpoint " + checkpointName + " at the same time",
          "the same command again",
          null);
    }
  }

  private void createWhatIsMissing(
      PostgresSession in, PostgresTable found, @Nullable PostgresCheckpoint keeping) {
    // Two that create the same table at once would fail, and exports into other tables have the
    // table of the checkpoints in common. The lock goes with the transaction.
    in.first("SELECT pg_advisory_xact_lock(?)", key("tables"));
    // By hand, since IF NOT EXISTS asks for the right to create also where the table is there.
    if (!in.isThere(found)) {
      in.execute(columns.create(found));
    }
    if (keeping != null && !in.isThere(keeping.table())) {
      in.execute(keeping.create());
    }
  }

  private void refuseOtherShape(PostgresSession in, PostgresTable found) {
    Optional<String> differences = columns.differences(found, in);
    if (differences.isPresent()) {
      throw OutputException.cannotWrite(
          name(),
          "the table is there with another shape: " + differences.get(),
          "another table with ?table=NAME, or ALTER TABLE",
          null);
    }
    // This tells whether there is the key, and the right to write.
    write(in, found, NOTHING);
  }

  @Override
  public void write(Batch batch) {
    if (batch.size() > 0) {
      write(session(), requireOpen(table), batch);
      written += batch.size();
      unkept += batch.size();
    }
  }

  private void write(PostgresSession to, PostgresTable into, Batch batch) {
    PostgresRows rows = new PostgresRows(columns.shape(), batch, name());
    to.execute(columns.upsert(into), (Object[]) rows.arguments());
  }

  private PostgresSession session() {
    return requireOpen(session);
  }

  private static <T> T requireOpen(@Nullable T opened) {
    if (opened == null) {
      throw new IllegalStateException("not open");
    }
    return opened;
  }

  @Override
  public Optional<Duration> keepWithin() {
    return Optional.of(KEEP_WITHIN);
  }

  @Override
  public void keep(String state) {
    if (checkpoint != null) {
      checkpoint.write(session(), new Kept(state, written));
    }
    session().commit();
    unkept = 0;
  }

  @Override
  public void commit(String state) {
    if (checkpoint != null) {
      checkpoint.delete(session());
    }
    session().commit();
    unkept = 0;
    session().close();
    session = null;
  }

  @Override
  public Optional<String> abandon(long rows) {
    PostgresSession open = session;
    if (open == null) {
      return Optional.empty();
    }
    session = null;
    try (open) {
      if (rows == 0 && checkpoint != null && !open.isBusy()) {
        forget(open, checkpoint);
      }
    }
    return rows == 0 ? Optional.empty() : Optional.of(left(rows));
  }

  /** Nothing is lost with a checkpoint without rows, and another command may begin anew. */
  private static void forget(PostgresSession in, PostgresCheckpoint empty) {
    try {
      in.rollback();
      empty.delete(in);
      in.commit();
    } catch (OutputException lost) {
      // Then it is left, and the same command goes on from it: it was told before what is wrong.
    }
  }

  private String left(long rows) {
    String count =
        unkept == 0
            ? "%,d row%s".formatted(rows, rows == 1 ? "" : "s")
            : "%,d of %,d rows".formatted(rows - unkept, rows);
    return count
        + " written so far are in "
        + name()
        + (checkpoint == null ? "" : "; the same command goes on from there");
  }

  @Override
  public void close() {
    PostgresSession open = session;
    session = null;
    if (open != null) {
      open.close();
    }
  }
}
