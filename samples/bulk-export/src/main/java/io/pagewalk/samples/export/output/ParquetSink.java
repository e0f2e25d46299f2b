package io.pagewalk.samples.export.output;

import io.pagewalk.samples.export.output.CheckpointFile.Kept;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows as Parquet, in the part files of a directory.
 *
 * <p>A Parquet file can be read, and is of use, only when it is finished, so rows are kept by
 * finishing a part file. With a checkpoint, the part files go to the disk first and then, by
 * replacing the checkpoint at once, so does the word of which they are, and the state that belongs
 * to them. A run that goes on from it looks whether they are as they were, and removes the part
 * files that came behind them. The checkpoint comes into being before the directory does and goes
 * after the directory has got its name, so at any instant they tell together what is to be done.
 */
public final class ParquetSink implements Sink {

  /** Rarely, since each time ends a part file. */
  private static final Duration KEEP_WITHIN = Duration.ofSeconds(60);

  private static final long MOST_ROWS_A_PART = 250_000;

  private final PartDirectory directory;
  private final boolean force;
  private final Durable disk;
  private final Shape shape;
  private final @Nullable CheckpointFile checkpoint;
  private final long mostRowsAPart;

  private final List<Part> parts = new ArrayList<>();
  private boolean goingOn;

  /** Whether a run before this one had nothing left to do but to give the directory its name. */
  private boolean mayHaveItsName;

  private boolean open;

  /** Nothing is left to be done but to clear up. */
  private boolean whole;

  private String state = "";

  /** Null where no row was written since the last was finished. */
  private @Nullable ParquetPart unfinished;

  /**
   * @param force whether a directory of part files that is there already may be replaced
   * @param shape what rows look like
   * @param checkpoint null for a directory that no other run goes on with
   */
  public ParquetSink(
      Path directory, boolean force, Shape shape, @Nullable CheckpointFile checkpoint) {
    this(directory, force, shape, checkpoint, MOST_ROWS_A_PART, Durable.DISK);
  }

  ParquetSink(
      Path directory,
      boolean force,
      Shape shape,
      @Nullable CheckpointFile checkpoint,
      long mostRowsAPart,
      Durable disk) {
    this.disk = disk;
    this.force = force;
    this.directory = new PartDirectory(directory, force, disk);
    this.shape = shape;
    this.checkpoint = checkpoint;
    this.mostRowsAPart = mostRowsAPart;
  }

  @Override
  public String name() {
    return directory.name();
  }

  @Override
  public boolean keepsState() {
    return checkpoint != null;
  }

  @Override
  public Optional<String> kept() {
    Optional<Kept> kept =
        CheckpointFile.kept(checkpoint, directory.lock(), directory.part(), force);
    if (checkpoint == null || kept.isEmpty()) {
      return Optional.empty();
    }
    parts.addAll(parts(kept.get(), checkpoint));
    mayHaveItsName = kept.get().whole();
    goingOn = true;
    return kept.map(Kept::state);
  }

  private static List<Part> parts(Kept kept, CheckpointFile of) {
    try {
      return Part.parseList(kept.output());
    } catch (IllegalArgumentException other) {
      throw of.isOfAnotherKind();
    }
  }

  @Override
  public void open(String first) {
    state = first;
    if (mayHaveItsName && directory.isWhole(parts)) {
      whole = true;
      return;
    }
    directory.refuseWhatIsThere(goingOn);
    directory.lock().own(checkpoint == null ? "" : checkpoint.name());
    if (checkpoint != null && !goingOn) {
      checkpoint.create(known(false));
    }
    directory.open(parts);
    open = true;
  }

  @Override
  public void write(Batch batch) {
    for (int i = 0; i < batch.size(); i++) {
      ParquetPart into = unfinished();
      into.write(new ParquetRow(batch, i));
      if (into.rows() == mostRowsAPart) {
        finishPart();
      }
    }
  }

  private ParquetPart unfinished() {
    if (!open) {
      throw new IllegalStateException("not open");
    }
    ParquetPart begun = unfinished;
    if (begun == null) {
      begun = new ParquetPart(directory.unfinished(parts.size()), shape, disk);
      unfinished = begun;
    }
    return begun;
  }

  private void finishPart() {
    ParquetPart last = unfinished;
    if (last != null) {
      Part part = last.finish();
      directory.finish(parts.size());
      parts.add(part);
      unfinished = null;
    }
  }

  @Override
  public Optional<Duration> keepWithin() {
    return checkpoint == null ? Optional.empty() : Optional.of(KEEP_WITHIN);
  }

  @Override
  public void keep(String newState) {
    if (whole) {
      return;
    }
    finishPart();
    state = newState;
    if (checkpoint != null) {
      checkpoint.write(known(false));
    }
  }

  private Kept known(boolean isWhole) {
    return new Kept(Part.list(parts), isWhole, state);
  }

  @Override
  public void commit(String newState) {
    if (!whole) {
      if (parts.isEmpty()) {
        // A list without rows has columns all the same.
        unfinished();
      }
      finishPart();
      state = newState;
      if (checkpoint != null) {
        checkpoint.write(known(true));
      }
      directory.commit();
    }
    directory.tidy();
    if (checkpoint != null) {
      checkpoint.delete();
    }
    close();
  }

  @Override
  public Optional<String> abandon(long count) {
    try {
      return end(count);
    } finally {
      close();
    }
  }

  private Optional<String> end(long count) {
    ParquetPart last = unfinished;
    if (last != null) {
      last.drop();
    }
    if (!parts.isEmpty()) {
      return directory
          .leave(Part.words(parts) + " are")
          .map(left -> checkpoint == null ? left : left + "; the same command goes on from there");
    }
    Optional<String> left = removeAll();
    return left.isPresent() || count == 0
        ? left
        : Optional.of("no part file was whole yet, so none of the rows written so far are left");
  }

  /** Nothing is lost with it, and another command may begin anew. */
  private Optional<String> removeAll() {
    if (!open) {
      return Optional.empty();
    }
    Optional<String> left = directory.remove();
    if (left.isEmpty() && checkpoint != null) {
      checkpoint.delete();
    }
    return left;
  }

  @Override
  public void close() {
    directory.close();
  }
}
