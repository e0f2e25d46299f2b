package io.pagewalk.samples.export;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.pagewalk.samples.export.output.Batch;
import io.pagewalk.samples.export.output.Sink;
import java.time.Duration;
import java.util.Optional;

/**
 * Another sink, and how long its rows take to be written and kept: against the time that pages
 * take, it tells whether the export waits for the service or for the disk.
 */
final class TimedSink implements Sink {
  private final Sink sink;
  private final Timer writing;
  private final Timer keeping;

  TimedSink(Sink sink, MeterRegistry registry) {
    this.sink = sink;
    this.writing =
        Timer.builder("pagewalk.export.write")
            .description("Writing of rows, some at a time")
            .register(registry);
    this.keeping =
        Timer.builder("pagewalk.export.keep")
            .description("Making durable what was written")
            .register(registry);
  }

  @Override
  public void write(Batch batch) {
    writing.record(() -> sink.write(batch));
  }

  @Override
  public void keep(String state) {
    keeping.record(() -> sink.keep(state));
  }

  @Override
  public String name() {
    return sink.name();
  }

  @Override
  public boolean hasRowsBeforeCommit() {
    return sink.hasRowsBeforeCommit();
  }

  @Override
  public boolean keepsState() {
    return sink.keepsState();
  }

  @Override
  public Optional<String> kept() {
    return sink.kept();
  }

  @Override
  public void open(String state) {
    sink.open(state);
  }

  @Override
  public Optional<Duration> keepWithin() {
    return sink.keepWithin();
  }

  @Override
  public void commit(String state) {
    sink.commit(state);
  }

  @Override
  public Optional<String> abandon(long rows) {
    return sink.abandon(rows);
  }

  @Override
  public void close() {
    sink.close();
  }
}
