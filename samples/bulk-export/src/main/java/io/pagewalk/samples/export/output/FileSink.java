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
  private final TextFormat format;
  private final @Nullable CheckpointFile checkpoint;

  private Extent known = Extent.NOTHING;
  private boolean goingOn;

  /** Nothing is left to be done but to remove the checkpoint. */
  private boolean whole;

  private String state = "";
  private @Nullable TextRows rows;

  /**
   * @param force whether a file that is there already may be replaced
   * @param checkpoint null for a file that no other run goes on with
   */
  public FileSink(
      Path file, boolean force, TextFormat format, @Nullable CheckpointFile checkpoint) {
    this.file = new PartFile(file, force);
    this.format = format;
    this.checkpoint = checkpoint;
  }

  @Override
  public String name() {
    return file.name();
  }

  @Override
  public Optional<String> kept() {
    if (checkpoint == null) {
      return Optional.empty();
    }
    Optional<Kept> kept = checkpoint.read();
    if (kept.isEmpty()) {
      if (file.hasPart()) {
        throw checkpoint.isMissingFor(file.partName());
      }
      return Optional.empty();
    }
    known = extent(kept.get(), checkpoint);
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
    if (goingOn && known.bytes() > 0 && file.isWhole(known)) {
      whole = true;
      return;
    }
    file.refuseWhatIsThere();
    file.refuseWithoutDirectory();
    if (checkpoint != null && !goingOn) {
      keepKnown(checkpoint);
    }
    OutputStream out = goingOn ? file.goOn(known) : file.begin();
    TextRows opened = new TextRows(out, format);
    if (known.bytes() == 0) {
      opened.writeHeader();
    }
    rows = opened;
  }

  @Override
  public void write(Batch batch) {
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
      keepKnown(checkpoint);
    }
  }

  private void keepKnown(CheckpointFile in) {
    in.write(new Kept(known.toString(), state));
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
        state = newState;
        keepKnown(checkpoint);
      }
      file.commit();
    }
    if (checkpoint != null) {
      checkpoint.delete();
    }
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
    if (count > 0) {
      return file.leave("%,d row%s written so far are".formatted(count, count == 1 ? "" : "s"))
          .map(left -> checkpoint == null ? left : left + "; the same command goes on from there");
    }
    if (checkpoint != null && rows != null) {
      // Nothing is lost with it, and another command may begin anew.
      known = Extent.NOTHING;
      keepKnown(checkpoint);
      Optional<String> left = file.remove();
      if (left.isEmpty()) {
        checkpoint.delete();
      }
      return left;
    }
    return file.remove();
  }

  /** Leaves everything as it is, as a crash does. */
  void close() {
    file.close();
  }
}
