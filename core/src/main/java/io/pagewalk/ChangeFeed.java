package io.pagewalk;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Compares the rows of one walk with what earlier walks saw of the list, so that only what is new
 * or changed is passed on.
 *
 * <pre>{@code
 * ChangeFeed<Order> feed = ChangeFeed.since(Snapshot.parse(saved), tracking);
 * orders.since(feed).items()
 *     .filter(feed::compare)
 *     .concatMap(order -> upsert(order))
 *     .then(Mono.defer(() -> save(feed.snapshot().toJson())));
 * }</pre>
 *
 * <p><b>What is told.</b> A row that was not there, or has another content than when it was seen
 * last. Where in doubt a row is told once more: whoever receives the feed writes a row over the one
 * of the same identity.
 *
 * <p><b>When the walk stops early.</b> Where it is known of the rows when they were made and when
 * they do not change any more, and where the list was seen to be ordered by creation time, newest
 * first: in the whole of the walks that the snapshot is of, and in this one down to where it stops.
 * It then stops at a row that is known and unchanged, was made longer than the {@linkplain
 * Tracking#lookback lookback} before the newest row known, and before every row known that might
 * still change; so these are looked at again. In any other case the list is read to its end.
 *
 * <p><b>What it cannot tell.</b> Which rows were deleted: a walk that reads to the end tells
 * {@linkplain #gone how many} of those known are gone, one that stops early not even that. And
 * behind the row where it stops: a row that changes although it was not to, or that shows up later
 * than the lookback allows.
 *
 * <p><b>When to save the snapshot.</b> When the rows that were told are safe; a row that is told
 * again does no harm, one that is lost does. The snapshot is right at any time, also of a walk that
 * failed: the next one then reads to the end.
 *
 * <p>For one walk. {@link #compare}, {@link #note}, {@link #snapshot} and {@link #toJson} are
 * called by one thread at a time, which may be another one than the walk's.
 *
 * @param <T> the type of a row
 */
public final class ChangeFeed<T> {

  private final Snapshot known;
  private final Tracking<T> tracking;
  private String query;

  // Of the walk, which is ahead of what was compared.
  private CreationOrder walked = new CreationOrder();
  private long walkedRows;
  private volatile boolean stopped;

  /** How many rows the walk gave until its end; negative where it did not come to one. */
  private volatile long endedBehind = -1;

  // Of what was compared.
  private final Fingerprints seen = new Fingerprints();
  private CreationOrder order = new CreationOrder();
  private @Nullable Instant oldestUnsettled;
  private long compared;

  private ChangeFeed(Snapshot known, Tracking<T> tracking) {
    this.known = known;
    this.tracking = tracking;
    this.query = known.query();
  }

  /**
   * What is new or changed since that snapshot was made.
   *
   * @param since {@link Snapshot#none()} where there is none yet: every row is new then
   * @param tracking as it was when the snapshot was made; with another one, rows seem to have
   *     changed
   */
  public static <T> ChangeFeed<T> since(Snapshot since, Tracking<T> tracking) {
    return new ChangeFeed<>(
        Objects.requireNonNull(since, "since"), Objects.requireNonNull(tracking, "tracking"));
  }

  /**
   * Says which list is walked; {@code Paginator.since} does.
   *
   * @param list as {@code Paginator.query} names it
   * @throws SnapshotException if the snapshot is of another list
   */
  public void begin(String list) {
    boolean first = known.query().isEmpty() && known.rows() == 0;
    if (!first && !known.query().equals(list)) {
      throw new SnapshotException(
          "the snapshot is of another list: it is of '%s', and this is '%s'; use its own, or begin with none"
              .formatted(known.query(), list));
    }
    query = list;
  }

  /**
   * Goes on from where another feed of the same snapshot stood, whose walk is taken up again.
   * Called before the walk begins.
   *
   * @param json what {@link #toJson} gave when the walk's checkpoint was made
   * @throws SnapshotException if it is anything else
   */
  public void resumeFrom(String json) {
    Snapshot then = Snapshot.parse(json);
    seen.putAll(then.fingerprints());
    order = then.order().copy();
    oldestUnsettled = then.oldestUnsettled();
    walked = order.copy();
  }

  /**
   * Ends the walk before the first row behind which nothing new can be; for {@code until} of the
   * walk that this feed is for.
   */
  public Predicate<T> until() {
    return this::isKnownGround;
  }

  private boolean isKnownGround(T row) {
    Instant created = tracking.createdAt(row);
    if (created != null && mayStopAt(created) && !isChange(row)) {
      stopped = true;
      return true;
    }
    walked.note(created);
    walkedRows++;
    return false;
  }

  private boolean mayStopAt(Instant created) {
    Instant newest = known.order().newest();
    Instant before = walked.last();
    Instant unsettled = known.oldestUnsettled();
    return known.complete()
        && known.order().isNewestFirst()
        && walked.isNewestFirst()
        && before != null
        && !created.isAfter(before)
        && newest != null
        && Duration.between(created, newest).compareTo(tracking.lookback()) > 0
        && (unsettled == null || created.isBefore(unsettled));
  }

  /** Takes note of how the walk ended; for {@code onReport} of the walk that this feed is for. */
  public void over(WalkReport report) {
    boolean end =
        report.verdict() == Verdict.COMPLETE || (stopped && report.verdict() == Verdict.TRUNCATED);
    if (end) {
      endedBehind = walkedRows;
    }
  }

  /**
   * Compares a row with what was seen of it before, and takes note of it.
   *
   * @return whether it is new or changed
   */
  public boolean compare(T row) {
    boolean change = isChange(row);
    note(row);
    return change;
  }

  /**
   * Whether a row is new or changed, without taking note of it: for whoever has something to do
   * before the row is safe. May be called by any thread.
   */
  public boolean isChange(T row) {
    return known.fingerprints().get(idOf(row)) != contentOf(row);
  }

  /**
   * Takes note of a row, once, in the walk's order.
   *
   * @throws IllegalStateException if the walk is over, and all its rows were noted
   */
  public void note(T row) {
    if (isWhole()) {
      throw new IllegalStateException("the walk is over, and gave no such row");
    }
    seen.put(idOf(row), contentOf(row));
    compared++;
    Instant created = tracking.createdAt(row);
    order.note(created);
    if (created != null
        && !tracking.isSettled(row)
        && (oldestUnsettled == null || created.isBefore(oldestUnsettled))) {
      oldestUnsettled = created;
    }
  }

  private long idOf(T row) {
    return Fingerprints.hash(tracking.identityOf(row));
  }

  private long contentOf(T row) {
    return Fingerprints.hash(tracking.contentOf(row));
  }

  /** Whether the walk came to its end, and all its rows were compared. */
  private boolean isWhole() {
    return endedBehind == compared;
  }

  /** Whether the walk stopped before the end of the list, as nothing new could follow. */
  public boolean stoppedEarly() {
    return stopped;
  }

  /**
   * How many of the rows that were known are not in the list any more; empty where the walk did not
   * read all of it, or is not over.
   */
  public OptionalLong gone() {
    return isWhole() && !stopped
        ? OptionalLong.of(known.fingerprints().countMissingIn(seen))
        : OptionalLong.empty();
  }

  /** What has been seen of the list by now, for the next walk. */
  public Snapshot snapshot() {
    boolean whole = isWhole();
    if (whole && !stopped) {
      // Nothing is noted any more, so it need not be copied.
      return new Snapshot(query, true, order.copy(), oldestUnsettled, seen);
    }
    Fingerprints rows = known.fingerprints().copy();
    rows.putAll(seen);
    return new Snapshot(query, whole, order.copy(), oldestUnsettled, rows);
  }

  /** Where the comparison stands, for {@link #resumeFrom}. */
  public String toJson() {
    return new Snapshot(query, false, order, oldestUnsettled, seen).toJson();
  }
}
