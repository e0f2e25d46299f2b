package io.pagewalk;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Where a walk can be taken up again, in another process too: all that it must remember of the rows
 * it gave. It is some ten kilobytes of text at most as a rule, however long the list.
 *
 * <p>A walk that is resumed from it first looks for the rows it remembers, so it goes on rightly
 * although the list has moved meanwhile, with the same guarantees as if it had never stopped: they
 * are about the time from the first page fetch before the stop to the last one after it.
 *
 * <p>Immutable and thread-safe.
 */
public final class Checkpoint {

  private final String query;
  private final boolean anchored;
  private final long offset;
  private final OptionalLong start;
  private final List<String> chain;
  private final List<String> pins;
  private final int fullest;
  private final Set<Verdict> doubts;
  private final WalkReport report;

  Checkpoint(
      String query,
      boolean anchored,
      long offset,
      OptionalLong start,
      List<String> chain,
      List<String> pins,
      int fullest,
      Set<Verdict> doubts,
      WalkReport report) {
    this.query = query;
    this.anchored = anchored;
    this.offset = offset;
    this.start = start;
    this.chain = chain;
    this.pins = pins;
    this.fullest = fullest;
    this.doubts = doubts;
    this.report = report;
  }

  /**
   * Reads what {@link #toJson()} wrote.
   *
   * @throws CheckpointException if the text is damaged, is no checkpoint, or is one of a version
   *     that is not known here
   */
  public static Checkpoint parse(String json) {
    return CheckpointJson.read(json);
  }

  /** The checkpoint as a JSON object on one line, with a version and a checksum. */
  public String toJson() {
    return CheckpointJson.write(this);
  }

  /** Which list it is of, as the walk's options said. */
  public String query() {
    return query;
  }

  /** The offset behind the last row given, when it was read. */
  public long offset() {
    return offset;
  }

  /** How many rows the walk had given from its very beginning. */
  public long rows() {
    return report.rows();
  }

  /**
   * What the walk had done from its very beginning; its verdict is {@link Verdict#UNFINISHED}. A
   * walk that is taken up here counts on from it.
   */
  public WalkReport report() {
    return report;
  }

  boolean anchored() {
    return anchored;
  }

  /** The offset at which the list's start is known to be. */
  OptionalLong start() {
    return start;
  }

  List<String> chain() {
    return chain;
  }

  List<String> pins() {
    return pins;
  }

  int fullest() {
    return fullest;
  }

  Set<Verdict> doubts() {
    return doubts;
  }

  /** Refuses a checkpoint that a walk with these options cannot go on from. */
  void check(WalkOptions<?> options) {
    if (!query.equals(options.query())) {
      throw new CheckpointException(
          "the checkpoint is of the list \"%s\" and not of \"%s\"; begin anew, or resume the former"
              .formatted(query, options.query()));
    }
    if (anchored != (options.identity() != null)) {
      throw new CheckpointException(
          "the checkpoint is of a walk %s an identity, and this walk is one %s"
              .formatted(anchored ? "with" : "without", anchored ? "without" : "with"));
    }
  }

  @Override
  public String toString() {
    return "Checkpoint[" + query + ", offset " + offset + ", " + rows() + " rows]";
  }
}
