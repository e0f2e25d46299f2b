package io.pagewalk.reactive.stress;

import io.pagewalk.WalkReport;
import io.pagewalk.reactive.stress.Subject.View;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A race on one walk. The stage is set alike for all: the first page has come and its first
 * elements were passed on, so that the total is known and the next page is on its way.
 *
 * <p>However it ends, what holds for every walk is checked: the reader was obeyed, each row that
 * arrived was emitted or discarded, once, nothing is in flight, and there was one report.
 */
abstract class WalkRace extends Race {

  final View view;

  /** Elements that were passed on before the race. */
  final int first;

  final Source source = new Source(this::breach);
  final Reader reader = new Reader(this::breach);
  private final List<WalkReport> reports = new CopyOnWriteArrayList<>();

  WalkRace(Subject subject, View view) {
    this.view = view;
    // One row of the first page less in hand than makes a page where pages overlap by a row.
    this.first = view == View.PAGES ? 1 : 2;
    subject
        .walk(view, source, reports::add)
        .doOnDiscard(Row.class, WalkRace::discard)
        .subscribe(reader);
    reader.request(first);
    source.inFlight().get(0).answer();
  }

  private static void discard(Row row) {
    stumble();
    row.discarded();
  }

  /** Elements that so many pages make at most. */
  final int elements(int pages) {
    return view == View.PAGES ? pages : pages * Source.PAGE_SIZE;
  }

  @Override
  public final String outcome() {
    String outcome = settle();
    if (!reader.isEnded() && !reader.isCancelled()) {
      breach("neither ended nor cancelled, with " + reader.rows() + " rows");
    }
    source.checkEnd();
    if (reports.size() != 1) {
      breach(reports.size() + " reports");
    } else if (reports.get(0).rows() != reader.rows()) {
      breach(reports.get(0).rows() + " rows in the report, " + reader.rows() + " emitted");
    }
    if (reader.isCompleted() && reader.rows() != Source.SIZE) {
      breach("completed with " + reader.rows() + " rows");
    }
    return outcome;
  }

  /** Brings what the actors have left to its end, and says how it ended. */
  abstract String settle();

  /** How much of a demand was met when a walk ended that did not reach the list's end. */
  final String met(int asked) {
    int more = reader.elements() - first;
    return more == 0 ? "none" : more < asked ? "a part" : more == asked ? "all" : "more than all";
  }
}
