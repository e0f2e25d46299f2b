package io.pagewalk.samples.export;

import io.pagewalk.WalkReport;
import io.pagewalk.samples.export.output.GuardedStream;
import io.pagewalk.samples.export.output.OutputException;
import io.pagewalk.samples.export.output.TimeText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** The report for machines: what an export did, as JSON. An older one is replaced. */
final class ReportFile {
  private static final JsonFactory JSON = new JsonFactory();

  private final Path file;

  ReportFile(Path file) {
    this.file = file;
  }

  String name() {
    return file.toString();
  }

  /**
   * Finds out before anything is done whether a report could be written.
   *
   * @throws OutputException if not
   */
  void check() {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file)) {
      throw OutputException.cannotWrite(name(), "it is there and is no file", null);
    }
    OutputException.refuseWithoutDirectory(file);
  }

  /**
   * Writes the report, whole or not at all.
   *
   * @param error what ended the export before its end; null if nothing did
   * @throws OutputException if it cannot be written
   */
  void write(ExportPlan plan, Exit exit, @Nullable String error, Journal journal, RunTime time) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (OutputStream out = Files.newOutputStream(part);
          OutputStream guarded =
              new GuardedStream(out, cause -> OutputException.cannotWrite(name(), cause));
          JsonGenerator json = JSON.createGenerator(new Indented(), guarded)) {
        write(json, plan, exit, error, journal, time);
        json.writeRaw('\n');
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException cause) {
      throw OutputException.cannotWrite(name(), cause);
    }
  }

  private static void write(
      JsonGenerator json,
      ExportPlan plan,
      Exit exit,
      @Nullable String error,
      Journal journal,
      RunTime time) {
    json.writeStartObject();
    json.writeStringProperty("source", plan.target().name());
    json.writeStringProperty("list", plan.list().list().name());
    json.writeStringProperty("output", plan.sink().name());
    json.writeStringProperty("outcome", exit.label());
    json.writeNumberProperty("exit_status", exit.status());
    if (error != null) {
      json.writeStringProperty("error", error);
    }
    if (journal.listing().isPresent()) {
      WalkReport listing = journal.listing().get();
      json.writeName("instance_listing").writeStartObject();
      walk(json, listing, listing.rows());
      json.writeEndObject();
    }
    json.writeName("walks").writeStartArray();
    for (WalkEntry walk : journal.walks()) {
      json.writeStartObject();
      if (plan.list().list().isOfInstance()) {
        json.writeStringProperty("instance_id", walk.instanceId());
      }
      if (walk.soFar().isPresent()) {
        walk(json, walk.soFar().get(), walk.rows());
      } else {
        json.writeNumberProperty("rows", walk.rows());
      }
      json.writeStringProperty("outcome", walk.outcome().label());
      json.writeNumberProperty("retries_of_this_run", journal.figures(walk).retries());
      if (plan.since().isPresent()) {
        json.writeNumberProperty("rows_read", walk.read());
        json.writeBooleanProperty("stopped_early", walk.stoppedEarly());
        number(json, "rows_gone", walk.gone());
      }
      if (plan.list().details()) {
        json.writeNumberProperty("analyses_missing", walk.analysesMissing());
      }
      if (walk.error().isPresent()) {
        json.writeStringProperty("error", walk.error().get());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberProperty("requests", journal.requests());
    json.writeNumberProperty("rows", journal.rows());
    json.writeNumberProperty("rows_of_earlier_runs", journal.rowsBefore());
    json.writeName("this_run").writeStartObject();
    json.writeStringProperty("started_at", TimeText.of(time.startedAt()));
    json.writeStringProperty("ended_at", TimeText.of(time.endedAt()));
    json.writeNumberProperty("seconds", time.seconds());
    Calls calls = journal.calls();
    json.writeNumberProperty("attempts", calls.attempts());
    json.writeNumberProperty("retries", calls.retries());
    json.writeNumberProperty("details_requests", calls.details());
    json.writeNumberProperty("waited_seconds", calls.secondsWaited());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void walk(JsonGenerator json, WalkReport report, long rows) {
    json.writeNumberProperty("requests", report.requests());
    json.writeNumberProperty("rows", rows);
    number(json, "first_total", report.firstTotal());
    number(json, "last_total", report.lastTotal());
    json.writeNumberProperty("duplicates_dropped", report.duplicatesDropped());
    json.writeNumberProperty("seams_held", report.seamsHeld());
    json.writeNumberProperty("seams_repaired", report.seamsRepaired());
    json.writeStringProperty("verdict", report.verdict().name());
  }

  private static void number(JsonGenerator json, String name, OptionalLong number) {
    if (number.isPresent()) {
      json.writeNumberProperty(name, number.getAsLong());
    } else {
      json.writeNullProperty(name);
    }
  }

  private static final class Indented extends ObjectWriteContext.Base {
    private final PrettyPrinter printer = new DefaultPrettyPrinter();

    @Override
    public PrettyPrinter getPrettyPrinter() {
      return printer;
    }

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }
  }
}
