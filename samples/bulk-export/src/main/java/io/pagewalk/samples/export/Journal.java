package io.pagewalk.samples.export;

import io.pagewalk.Verdict;
import io.pagewalk.WalkReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an export has done so far. Safe for use by several threads. */
final class Journal {
  private final List<WalkEntry> walks = new ArrayList<>();
  private int instances;
  private @Nullable WalkReport listing;

  /** The instances were listed, or were to be. */
  synchronized void listed(WalkReport report) {
    listing = report;
  }

  /** How the instances were found; empty if they were named, or were not looked for yet. */
  synchronized Optional<WalkReport> listing() {
    return Optional.ofNullable(listing);
  }

  /** How many instances there are to export. */
  synchronized void instances(int count) {
    instances = count;
  }

  synchronized int instances() {
    return instances;
  }

  synchronized WalkEntry begin(String instanceId) {
    WalkEntry walk = new WalkEntry(instanceId);
    walks.add(walk);
    return walk;
  }

  /** The walks that were begun, in their order. */
  synchronized List<WalkEntry> walks() {
    return List.copyOf(walks);
  }

  long rows() {
    return walks().stream().mapToLong(WalkEntry::rows).sum();
  }

  /** Page requests of the walks that are over; a page that was tried several times counts once. */
  long requests() {
    return walks().stream()
        .flatMap(walk -> walk.report().stream())
        .mapToLong(WalkReport::requests)
        .sum();
  }

  /** What the walks together can prove, once they have ended. */
  Exit verdict() {
    Stream<Optional<WalkReport>> reports =
        Stream.concat(
            listing().stream().map(Optional::of),
            walks().stream().filter(walk -> !walk.skipped()).map(WalkEntry::report));
    return reports.allMatch(report -> report.isPresent() && isProved(report.get()))
        ? Exit.ENDED
        : Exit.UNPROVED;
  }

  /** Whether a walk gave every row once, and knows it. */
  static boolean isProved(WalkReport report) {
    return report.verdict() == Verdict.COMPLETE;
  }

  /** How far the export is. */
  Figures figures() {
    List<WalkEntry> begun = walks();
    if (begun.isEmpty()) {
      return new Figures(0, 0, OptionalLong.empty(), 0, 0, instances());
    }
    WalkEntry last = begun.get(begun.size() - 1);
    int ended = (int) begun.stream().filter(walk -> walk.report().isPresent()).count();
    return new Figures(rows(), last.rows(), last.total(), begun.size(), ended, instances());
  }
}
