package io.pagewalk.samples.export.output;

import io.pagewalk.samples.export.output.CheckpointFile.Kept;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows as text in a file.
 *
 * <p>With a checkpoint, rows go to the disk first and then, by replacing the checkpoint at once, so
 * does the word of how many bytes they are, their checksum, and the state that belongs to them. A
 * run that goes on from it looks whether the file begins with these bytes, and cuts off whatever
 * stands behind them. The checkpoint comes into being before the file does and goes after the file
 * has got its name, so at any instant they tell together what is to be done.
 */
public final class FileSink implements Sink {
  private static final Duration KEEP_WITHIN = Duration.ofSeconds(2);

  private final PartFile file;
  private final boolean force;
  private final TextFormat format;
  private final @Nullable CheckpointFile checkpoint;

  private Extent known = Extent.NOTHING;
  private boolean goingOn;

  /** Whether a run before this one had nothing left to do but to give the file its name. */
  private boolean mayHaveItsName;

  /** Nothing is left to be done but to remove the checkpoint. */
  private boolean whole;

  private String state = "";
  private long unkept;
  private @Nullable TextRows rows;

  /**
   * @param force whether a file that is there already may be replaced
   * @param checkpoint null for a file that no other run goes on with
   */
  public FileSink(
      Path file, boolean force, TextFormat format, @Nullable CheckpointFile checkpoint) {
    this(file, force, format, checkpoint, Durable.DISK);
  }

  FileSink(
      Path file,
      boolean force,
      TextFormat format,
      @Nullable CheckpointFile checkpoint,
      Durable disk) {
    this.file = new PartFile(file, force, disk);
    this.force = force;
    this.format = format;
    this.checkpoint = checkpoint;
  }

  @Override
  public String name() {
    return file.name();
  }

  @Override
  public boolean keepsState() {
    return checkpoint != null;
  }

  @Override
  public Optional<String> kept() {
    Optional<Kept> kept = CheckpointFile.kept(checkpoint, file.lock(), file.part(), force);
    if (checkpoint == null || kept.isEmpty()) {
      return Optional.empty();
    }
    known = extent(kept.get(), checkpoint);
    mayHaveItsName = kept.get().whole();
    goingOn = true;
    return kept.map(Kept::state);
  }

  private static Extent extent(Kept kept, CheckpointFile of) {
    try {
      return Extent.parse(kept.output());
    } catch (IllegalArgumentException other) {
      throw of.isOfAnotherKind();
    }
  }

  @Override
  public void open(String first) {
    state = first;
    if (mayHaveItsName && file.isWhole(known)) {
      whole = true;
      return;
    }
    file.refuseWhatIsThere();
    file.lock().own(checkpoint == null ? "" : checkpoint.name());
    if (checkpoint != null && !goingOn) {
      checkpoint.create(known());
    }
    OutputStream out = goingOn ? file.goOn(known) : file.begin();
    TextRows opened = new TextRows(out, format);
    if (known.bytes() == 0) {
      opened.writeHeader();
    }
    rows = opened;
  }

  private Kept known() {
    return new Kept(known.toString(), false, state);
  }

  @Override
  public void write(Batch batch) {
    unkept += batch.size();
    rows().write(batch);
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
    rows().endFrame();
    if (checkpoint != null) {
      known = file.force();
      state = newState;
      checkpoint.write(known());
    }
    unkept = 0;
  }

  @Override
  public void commit(String newState) {
    if (!whole) {
      if (known.bytes() == 0) {
        rows().finish();
      } else {
        rows().endFrame();
      }
      known = file.force();
      if (checkpoint != null) {
        checkpoint.write(new Kept(known.toString(), true, newState));
      }
      file.commit();
    }
    if (checkpoint != null) {
      checkpoint.delete();
    }
    close();
  }

  private TextRows rows() {
    TextRows opened = rows;
    if (opened == null) {
      throw new IllegalStateException("not open");
    }
    return opened;
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
    if (rows == null) {
      return Optional.empty();
    }
    if (checkpoint == null) {
      return count == 0
          ? file.remove()
          : file.leave(words(count) + " written so far are")
              .map(left -> left + "; without --checkpoint the same command begins anew");
    }
    if (count > 0) {
      return file.leave(keptWords(count) + " written so far are")
          .map(left -> left + "; the same command goes on from there");
    }
    // Nothing is lost with it, and another command may begin anew.
    known = Extent.NOTHING;
    checkpoint.write(known());
    Optional<String> left = file.remove();
    if (left.isEmpty()) {
      checkpoint.delete();
    }
    return left;
  }

  private String keptWords(long count) {
    return unkept == 0 ? words(count) : "%,d of %s".formatted(count - unkept, words(count));
  }

  private static String words(long count) {
    return "%,d row%s".formatted(count, count == 1 ? "" : "s");
  }

  @Override
  public void close() {
    file.close();
  }
}
