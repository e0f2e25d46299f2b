package io.pagewalk.samples.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

/** What people see of an export while it goes on. */
class ProgressTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Notices notices(boolean terminal) {
    return new Notices(
        new PrintStream(err, true, StandardCharsets.UTF_8),
        terminal,
        LogFormat.TEXT,
        Schedulers.parallel());
  }

  private static Figures figures(long rows, long total) {
    return new Figures(
        rows, 0, OptionalLong.of(total), Math.min(1, (double) rows / total), 1, 0, 1);
  }

  @Test
  void aLineIsPrintedNowAndThen() {
    VirtualTimeScheduler timer = VirtualTimeScheduler.create();
    try (LineProgress progress = new LineProgress(notices(false), timer)) {
      progress.update(figures(10_000, 100_000));
      timer.advanceTimeBy(Duration.ofMillis(9_999));
      assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();

      progress.update(figures(20_000, 100_000));
      timer.advanceTimeBy(Duration.ofMillis(1));
      progress.update(figures(30_000, 100_000));
      timer.advanceTimeBy(Duration.ofSeconds(10));
    }
    timer.advanceTimeBy(Duration.ofMinutes(1));

    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            bulk-export: 20,000 of 100,000 rows, 2,000 rows/s, 0:00:40 left
            bulk-export: 30,000 of 100,000 rows, 1,500 rows/s, 0:00:47 left
            """);
  }

  @Test
  void timeLeftIsToldWhenAllInstancesHaveToldTheirTotals() {
    Figures some = new Figures(3_000, 0, OptionalLong.empty(), 0.5, 2, 1, 3);
    Figures all = new Figures(3_000, 0, OptionalLong.of(6_000), 0.5, 3, 2, 3);

    assertThat(some.place() + some.text(1_000))
        .isEqualTo("1 of 3 instances, 3,000 rows, 3,000 rows/s");
    assertThat(all.place() + all.text(1_000))
        .isEqualTo("2 of 3 instances, 3,000 of 6,000 rows, 3,000 rows/s, 0:00:01 left");
  }

  @Test
  void rowsOfEarlierRunsAreNotInTheRate() {
    Figures resumed = new Figures(5_000, 4_000, OptionalLong.of(6_000), 0.8, 1, 0, 1);

    assertThat(resumed.text(1_000)).isEqualTo("5,000 of 6,000 rows, 1,000 rows/s, 0:00:01 left");
  }

  @Test
  void whatIsNotKnownIsNotTold() {
    assertThat(Figures.NONE.text(0)).isEqualTo("0 rows");
    assertThat(new Figures(0, 0, OptionalLong.empty(), 0, 0, 0, 6).place()).isEmpty();
    assertThat(new Figures(5, 0, OptionalLong.empty(), 0, 1, 0, 1).text(1_000))
        .isEqualTo("5 rows, 5 rows/s");
    assertThat(Figures.NONE.fraction()).isZero();
  }

  @Test
  void theBarFitsItsLine() {
    assertThat(BarProgress.draw(figures(37_000, 100_000), 2_000, 79))
        .isEqualTo(
            " 37% [=======>            ] 37,000 of 100,000 rows, 18,500 rows/s, 0:00:04 left");
    assertThat(BarProgress.draw(figures(100_000, 100_000), 5_000, 79))
        .isEqualTo(
            "100% [===================] 100,000 of 100,000 rows, 20,000 rows/s, 0:00:00 left");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 40, 60, 79, 200})
  void theBarIsNeverLongerThanTheTerminalIsWide(int columns) {
    Figures large =
        new Figures(9_000_000_000L, 0, OptionalLong.of(9_900_000_000L), 0.9, 17, 16, 120);

    assertThat(BarProgress.draw(large, 3_600_000, columns)).hasSizeLessThanOrEqualTo(columns);
    assertThat(BarProgress.draw(figures(1, 2), 1, columns)).hasSizeLessThanOrEqualTo(columns);
  }

  @Test
  void aBarIsDrawnAndNoticesWipeItAway() {
    Notices notices = notices(true);
    try (BarProgress progress = new BarProgress(notices)) {
      progress.update(figures(50, 100));
      notices.say("something happened");
    }

    String seen = err.toString(StandardCharsets.UTF_8);
    assertThat(seen).contains("\r\033[Kbulk-export: something happened\n");
    assertThat(seen).contains(" 50% [=").contains("50 of 100 rows");
  }
}
