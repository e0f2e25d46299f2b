package io.pagewalk.samples.export.output;

import java.time.Duration;
import java.util.Optional;

/**
 * Where the rows of an export go, together with where the export stands. Used by one thread at a
 * time.
 *
 * <p>A sink that keeps a state keeps it with exactly the rows that were written before: whatever
 * ends the process, the rows that are there when it is opened again are those of the state that
 * {@link #kept} gives, and no others.
 */
public interface Sink extends AutoCloseable {

  /** As people know it; no secret is in it. */
  String name();

  /** Whether another export can go on from what is kept; else the state does not matter. */
  default boolean keepsState() {
    return false;
  }

  /**
   * The state that was kept last, for an export to go on from; empty where there is none. Called
   * once, before anything else. Changes nothing, but no other export can write there from then on.
   *
   * @throws UsageException if what is there is not of an export to this place, or is damaged
   * @throws OutputException if another export is writing there
   */
  default Optional<String> kept() {
    return Optional.empty();
  }

  /**
   * Makes ready to write behind the rows of the state that was kept. Called once, behind {@link
   * #kept} and before anything is asked of the service.
   *
   * @param state what {@link #kept} gave, or else what an export begins with
   * @throws UsageException if what is there must not be written over
   * @throws OutputException if it cannot be written
   */
  void open(String state);

  /**
   * Writes rows, and passes them on as far as that can be done without waiting for them to be
   * durable.
   *
   * @throws OutputException if they cannot be written
   */
  void write(Batch batch);

  /** How long rows may wait to be kept; empty where nothing is kept. */
  default Optional<Duration> keepWithin() {
    return Optional.empty();
  }

  /**
   * Makes durable what was written, and with it the state. Called within the time that {@link
   * #keepWithin} says, and when there is nothing more to write.
   *
   * @param state where the export stands with the rows that were written
   * @throws OutputException if that cannot be done
   */
  default void keep(String state) {}

  /**
   * Ends it as a whole one; the state is not needed any more.
   *
   * @param state where the export stands at its end
   * @throws OutputException if what was written cannot be kept
   */
  void commit(String state);

  /**
   * Whether rows that were kept are there for whoever reads them, although the export is not whole.
   */
  default boolean hasRowsBeforeCommit() {
    return false;
  }

  /**
   * Ends it though rows are missing. Does nothing if it was not opened.
   *
   * @param rows how many were written
   * @return what is left of it and where, in a sentence; empty if there is nothing to say
   */
  Optional<String> abandon(long rows);

  /** Lets others write there. What was not committed is left as it is, as by a crash. */
  @Override
  default void close() {}
}
