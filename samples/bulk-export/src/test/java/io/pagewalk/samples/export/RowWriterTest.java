package io.pagewalk.samples.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pagewalk.samples.export.output.Batch;
import io.pagewalk.samples.export.output.OutputException;
import io.pagewalk.samples.export.output.Sink;
import io.pagewalk.samples.export.output.TaskBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When what was written is kept, and that nothing comes behind what broke. */
class RowWriterTest {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);
  private static final Batch BATCH = TaskBatch.of("i", List.of());

  private final Recorded sink = new Recorded();

  /** Writes down what it is told, and fails where it is told to. */
  private static final class Recorded implements Sink {
    private final List<String> calls = new ArrayList<>();
    private String failing = "";

    private synchronized void note(String call) {
      calls.add(call);
      notifyAll();
      if (call.startsWith(failing) && !failing.isEmpty()) {
        throw OutputException.cannotWrite("it", call, null);
      }
    }

    synchronized void awaitKeeps(int count) throws InterruptedException {
      while (calls.stream().filter("keep state"::equals).count() < count) {
        wait();
      }
    }

    synchronized List<String> calls() {
      return List.copyOf(calls);
    }

    @Override
    public String name() {
      return "recorded";
    }

    @Override
    public void open(String state) {
      note("open " + state);
    }

    @Override
    public void write(Batch batch) {
      note("write");
    }

    @Override
    public Optional<Duration> keepWithin() {
      return Optional.of(LONG_ENOUGH);
    }

    @Override
    public void keep(String state) {
      note("keep " + state);
    }

    @Override
    public void commit(String state) {}

    @Override
    public Optional<String> abandon(long rows) {
      return Optional.empty();
    }
  }

  private RowWriter writer(Duration keepWithin) {
    return new RowWriter(sink, () -> "state", Optional.of(keepWithin));
  }

  @Test
  void withoutAnIntervalEachBatchIsKeptBehindItself() {
    try (RowWriter writer = writer(Duration.ZERO)) {
      writer.write(BATCH, () -> sink.note("written")).block();
      writer.note(() -> sink.note("noted")).block();

      assertThat(sink.calls())
          .containsExactly("open state", "write", "written", "keep state", "noted", "keep state");
    }
  }

  @Test
  void whatWaitsIsKeptWhenTheWritingIsOver() {
    try (RowWriter writer = writer(LONG_ENOUGH)) {
      writer.write(BATCH, () -> {}).block();
      assertThat(sink.calls()).containsExactly("open state", "write");

      assertThat(writer.settle(LONG_ENOUGH)).isTrue();
      assertThat(sink.calls()).containsExactly("open state", "write", "keep state");
    }
  }

  @Test
  void itIsKeptAgainAndAgain() throws Exception {
    try (RowWriter writer = writer(Duration.ofMillis(1))) {
      for (int keeps = 1; keeps <= 3; keeps++) {
        writer.write(BATCH, () -> {}).block();
        sink.awaitKeeps(keeps);
      }
      assertThat(sink.calls())
          .containsExactly(
              "open state", "write", "keep state", "write", "keep state", "write", "keep state");
    }
  }

  @Test
  void nothingIsKeptBehindTheEnd() {
    try (RowWriter writer = writer(Duration.ZERO)) {
      assertThat(writer.settle(LONG_ENOUGH)).isTrue();
      writer.note(() -> sink.note("late")).block();

      assertThat(sink.calls()).containsExactly("open state", "keep state", "late");
    }
  }

  @Test
  void theStateIsTakenBetweenBatchesByWhoWritesThem() {
    List<String> threads = new ArrayList<>();
    RowWriter writer =
        new RowWriter(
            sink,
            () -> {
              threads.add(Thread.currentThread().getName());
              return "state";
            },
            Optional.of(Duration.ZERO));
    try (writer) {
      writer.write(BATCH, () -> {}).block();
      writer.settle(LONG_ENOUGH);

      assertThat(threads)
          .containsExactly(
              Thread.currentThread().getName(), "bulk-export-writer", "bulk-export-writer");
    }
  }

  @Test
  void anErrorBreaksItAsWell() {
    try (RowWriter writer = writer(Duration.ZERO)) {
      assertThatExceptionOfType(RuntimeException.class)
          .isThrownBy(
              () ->
                  writer
                      .write(
                          BATCH,
                          () -> {
                            throw new AssertionError("on purpose");
                          })
                      .block())
          .withCauseInstanceOf(AssertionError.class);
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> writer.settle(LONG_ENOUGH))
          .withMessage("what was written last is broken");
      assertThat(sink.calls()).containsExactly("open state", "write");
    }
  }

  @Test
  void whatBrokeIsNeverKeptAndIsToldWheneverItIsAskedFor() {
    sink.failing = "write";
    try (RowWriter writer = writer(Duration.ZERO)) {
      assertFails(() -> writer.write(BATCH, () -> {}).block(), "write");
      assertFails(() -> writer.note(() -> sink.note("noted")).block(), "write");
      assertFails(() -> writer.settle(LONG_ENOUGH), "write");
      assertThat(sink.calls()).containsExactly("open state", "write");
    }
  }

  @Test
  void aKeepThatFailedInItsTurnIsToldAndNotTriedAgain() {
    sink.failing = "keep";
    try (RowWriter writer = writer(Duration.ofMillis(1))) {
      writer.write(BATCH, () -> {}).block();

      assertFails(() -> writer.failure().block(LONG_ENOUGH), "keep state");
      assertFails(() -> writer.settle(LONG_ENOUGH), "keep state");
      assertThat(sink.calls()).containsExactly("open state", "write", "keep state");
    }
  }

  private static void assertFails(Runnable action, String what) {
    assertThatExceptionOfType(OutputException.class)
        .isThrownBy(action::run)
        .withMessageContaining("cannot write it: " + what);
  }
}
