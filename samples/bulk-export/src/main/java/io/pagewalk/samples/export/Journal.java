package io.pagewalk.samples.export;

import io.pagewalk.Verdict;
import io.pagewalk.WalkReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an export has done so far, in earlier runs too. Safe for use by several threads. */
final class Journal {
  private final Map<String, String> plan;
  private final CallCount calls;
  private final long rowsBefore;
  private final long readBefore;
  private @Nullable List<WalkEntry> walks;
  private @Nullable WalkReport listing;

  /**
   * @param plan what is exported and how it is written
   * @param calls counts the calls of this run
   */
  Journal(Map<String, String> plan, CallCount calls) {
    this.plan = plan;
    this.calls = calls;
    this.rowsBefore = 0;
    this.readBefore = 0;
  }

  /** As it stood when another run kept it. */
  Journal(ExportState state, CallCount calls) {
    this.plan = state.plan();
    this.calls = calls;
    this.listing = state.listing();
    if (state.instances() != null) {
      this.walks = state.instances().stream().map(WalkEntry::new).toList();
    }
    this.rowsBefore = rows();
    this.readBefore = read();
  }

  synchronized ExportState state() {
    return new ExportState(
        plan, listing, walks == null ? null : walks.stream().map(WalkEntry::state).toList());
  }

  /** Rows that other runs wrote. */
  long rowsBefore() {
    return rowsBefore;
  }

  /** Rows that other runs read. */
  long readBefore() {
    return readBefore;
  }

  /** What this run's calls took. */
  Calls calls() {
    return calls.now();
  }

  /** The instances were listed, or were to be. */
  synchronized void listed(WalkReport report) {
    listing = report;
  }

  /** How the instances were found; empty if they were named, or were not looked for yet. */
  synchronized Optional<WalkReport> listing() {
    return Optional.ofNullable(listing);
  }

  /** These are the instances to export. */
  synchronized void instances(List<String> ids) {
    walks = ids.stream().map(WalkEntry::new).toList();
  }

  /** Whether it is known which instances there are to export. */
  synchronized boolean knowsInstances() {
    return walks != null;
  }

  /** The instances to export, in their order; none before they are known. */
  synchronized List<WalkEntry> walks() {
    return walks == null ? List.of() : walks;
  }

  /** The instances for which something is left to be done. */
  List<WalkEntry> pending() {
    return walks().stream().filter(walk -> !walk.outcome().isFinal()).toList();
  }

  /** The first instance's failure, if one failed. */
  Optional<String> firstError() {
    return walks().stream()
        .filter(walk -> walk.outcome() == Outcome.FAILED)
        .flatMap(walk -> walk.error().stream())
        .findFirst();
  }

  long count(Outcome outcome) {
    return walks().stream().filter(walk -> walk.outcome() == outcome).count();
  }

  long rows() {
    return walks().stream().mapToLong(WalkEntry::rows).sum();
  }

  /** Rows dealt with, those too that an earlier export had seen as they are. */
  long read() {
    return walks().stream().mapToLong(WalkEntry::read).sum();
  }

  /** What the next export is to compare with, by instance. */
  Map<String, String> snapshots() {
    Map<String, String> snapshots = new LinkedHashMap<>();
    for (WalkEntry walk : walks()) {
      walk.snapshot().ifPresent(snapshot -> snapshots.put(walk.instanceId(), snapshot));
    }
    return snapshots;
  }

  long analysesMissing() {
    return walks().stream().mapToLong(WalkEntry::analysesMissing).sum();
  }

  /** Page requests; a page that was tried several times counts once. */
  long requests() {
    return walks().stream().mapToLong(WalkEntry::requests).sum();
  }

  /** What the walks together can prove, once they have ended. */
  Exit verdict() {
    if (!pending().isEmpty()) {
      return Exit.FAILED;
    }
    boolean listed = listing().map(Journal::isProved).orElse(true);
    return listed && walks().stream().allMatch(this::isProved) ? Exit.ENDED : Exit.UNPROVED;
  }

  /**
   * Of one that was deleted after its first page nobody can tell whether what was read of it is all
   * there was; one that was named is missing.
   */
  private boolean isProved(WalkEntry walk) {
    return walk.outcome().isPassedOver()
        ? walk.read() == 0 && listing().isPresent()
        : walk.isProved();
  }

  /** Whether a walk gave every row once, and knows it. */
  static boolean isProved(WalkReport report) {
    return report.verdict() == Verdict.COMPLETE;
  }

  /** How far the export is. */
  Figures figures() {
    return Figures.of(walks(), WalkEntry::partOfThisRun, rowsBefore, calls());
  }

  /** How far the export has come when nothing more is done in this run. */
  Figures figuresAtEnd() {
    return Figures.of(walks(), WalkEntry::part, rowsBefore, calls());
  }

  /** How far an instance is. */
  InstanceFigures figures(WalkEntry walk) {
    return walk.figures(calls.retriesOf(walk.instanceId()));
  }

  /** How far the instances are that are being read now. */
  List<InstanceFigures> underWay() {
    return walks().stream().filter(WalkEntry::isUnderWay).map(this::figures).toList();
  }
}
