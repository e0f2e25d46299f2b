package io.pagewalk.samples.export;

import io.pagewalk.WalkReport;
import java.util.Locale;
import java.util.OptionalLong;

/** What a verdict means for the file, and what to try; for people. */
final class Doubt {
  private static final String CALMER = "; try: again when less changes the list";

  private Doubt() {}

  /** In a few words; of a walk that proved all there is, nothing is to be said. */
  static String of(WalkReport report) {
    return switch (report.verdict()) {
      case COMPLETE -> "every row was written once";
      case GAP_POSSIBLE ->
          "none of the last rows read was found in the list again, so the walk could not tell where to"
              + " go on and ended after %s: later ones may be missing"
                  .formatted(Summary.count(report.rows(), "row"))
              + CALMER
              + ", or with a larger --page-size";
      case ORDER_CHANGED ->
          "rows changed their places while they were read: some may be missing" + CALMER;
      case IDENTITY_NOT_UNIQUE ->
          "a page had two rows with the same id, and only the first was written; try: again, and"
              + " ask the service about it if that stays";
      case DUPLICATE_POSSIBLE ->
          "more rows left the list than are remembered: one that came back may be written twice"
              + CALMER;
      case TOTAL_DIFFERS ->
          "the list ended after %s, while its total says %s"
                  .formatted(Summary.count(report.rows(), "row"), total(report.lastTotal()))
              + "; try: again when nothing changes the list";
      case UNVERIFIED ->
          "rows were only counted: some may be missing or written twice if the list changed"
              + CALMER;
      case TRUNCATED, UNFINISHED -> "the walk did not come to the list's end; try: again";
    };
  }

  /** The same without what to try. */
  static String briefly(WalkReport report) {
    String words = of(report);
    int hint = words.indexOf("; try: ");
    return hint < 0 ? words : words.substring(0, hint);
  }

  private static String total(OptionalLong total) {
    return total.isPresent() ? String.format(Locale.ROOT, "%,d", total.getAsLong()) : "nothing";
  }
}
