package io.pagewalk.samples.export;

import static io.pagewalk.samples.export.AnyFigures.one;
import static io.pagewalk.samples.export.AnyFigures.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.Verdict;
import io.pagewalk.WalkReport;
import io.pagewalk.samples.export.Total.Certainty;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

/** What people see of an export while it goes on. */
class ProgressTest {
  private static final Calls BUSY = new Calls(120, 3, 1_000, Duration.ofSeconds(72));

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final VirtualTimeScheduler timer = VirtualTimeScheduler.create();
  private final AtomicReference<Figures> now = new AtomicReference<>(Figures.NONE);

  private Notices notices(boolean terminal) {
    return new Notices(
        new PrintStream(err, true, StandardCharsets.UTF_8),
        terminal,
        LogFormat.TEXT,
        Schedulers.parallel());
  }

  private LineProgress lines(List<InstanceFigures> underWay) {
    return new LineProgress(notices(false), timer, now::get, () -> underWay);
  }

  static void during(Progress progress, Runnable action) {
    action.run();
    progress.stop();
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static InstanceFigures reading(int number) {
    return new InstanceFigures(
        "i" + number,
        Outcome.UNFINISHED,
        1_000L * number,
        1_000L * number,
        OptionalLong.of(9_000),
        number,
        number % 2,
        Optional.of(
            new WalkReport(
                number,
                1_000L * number,
                0,
                number - 1L,
                number == 2 ? 1 : 0,
                OptionalLong.of(9_000),
                OptionalLong.of(9_000),
                OptionalInt.empty(),
                Verdict.UNFINISHED)),
        false);
  }

  @Test
  void aLineIsPrintedNowAndThen() {
    during(
        lines(List.of()),
        () -> {
          now.set(one(10_000, 100_000));
          timer.advanceTimeBy(Duration.ofMillis(9_999));
          assertThat(said()).isEmpty();

          now.set(one(20_000, 100_000));
          timer.advanceTimeBy(Duration.ofMillis(1));
          now.set(one(30_000, 100_000));
          timer.advanceTimeBy(Duration.ofSeconds(10));
        });
    timer.advanceTimeBy(Duration.ofMinutes(1));

    assertThat(said())
        .isEqualTo(
            """
            bulk-export: 20,000 of 100,000 rows, 2,000 rows/s, 0:00:40 left
            bulk-export: 30,000 of 100,000 rows, 1,500 rows/s, 0:00:47 left
            """);
  }

  @Test
  void theRateIsThatOfTheLastMinute() {
    now.set(one(50_000, 1_000_000));
    during(
        lines(List.of()),
        () -> {
          for (int tick = 1; tick <= 18; tick++) {
            // A thousand rows a second for two minutes, two hundred from then on.
            int seconds = 10 * tick;
            now.set(
                one(
                    50_000 + 1_000L * Math.min(seconds, 120) + 200L * Math.max(0, seconds - 120),
                    1_000_000));
            timer.advanceTimeBy(Duration.ofSeconds(10));
          }
        });

    List<String> lines = said().lines().toList();
    assertThat(lines.get(11)).contains("170,000 of", ", 1,000 rows/s, 0:13:50 left");
    // Half of the last minute was as fast as ever.
    assertThat(lines.get(14)).contains("176,000 of", ", 600 rows/s, 0:22:54 left");
    assertThat(lines.get(17)).contains("182,000 of", ", 200 rows/s, 1:08:10 left");
  }

  @Test
  void theRateFallsLittleByLittleWhileNothingComes() {
    Pace pace = new Pace(0, 0);
    for (int second = 1; second <= 120; second++) {
      pace.perSecond(second * 1_000L, second * 100L);
    }

    assertThat(pace.perSecond(120_000, 12_000)).isEqualTo(100);
    assertThat(pace.perSecond(180_000, 12_000)).isBetween(7.0, 9.0);
    assertThat(pace.perSecond(600_000, 12_000)).isBetween(0.9, 1.1);
  }

  @Test
  void slowPagesAreARateToo() {
    Pace pace = new Pace(0, 0);
    for (int page = 1; page <= 20; page++) {
      // A page of 100 rows every 50 seconds: in the last minute there may be one or two.
      for (int second = 0; second < 50; second += 10) {
        double rate = pace.perSecond(page * 50_000L + second * 1_000L, page * 100L);
        assertThat(rate).as("page %d", page).isBetween(page < 6 ? 1.1 : 1.7, 2.0);
      }
    }
  }

  @Test
  void whatItTookIsToldBehindTheRowsAndNothingThatIsZero() {
    during(
        lines(List.of()),
        () -> {
          now.set(AnyFigures.of(500, 2_000, told(8_000, Certainty.TOLD), 4, 2, 1, 5, 104, 1, BUSY));
          timer.advanceTimeBy(Duration.ofSeconds(10));
          now.set(
              AnyFigures.of(
                  4_000,
                  4_000,
                  told(8_000, Certainty.TOLD),
                  1,
                  0,
                  0,
                  1,
                  1,
                  0,
                  new Calls(1, 0, 0, Duration.ofMillis(40))));
          timer.advanceTimeBy(Duration.ofSeconds(10));
        });

    assertThat(said())
        .isEqualTo(
            """
            bulk-export: 2 of 5 instances (1 failed), 2,000 of 8,000 rows read, 500 written,\
             200 rows/s, 0:00:30 left, 3 retries, 1 seam repaired, 104 pages,\
             1,000 detail requests, 0.6 s wait per request
            bulk-export: 4,000 of 8,000 rows, 200 rows/s, 0:00:20 left, 1 page
            """);
  }

  @Test
  void instancesThatAreReadHaveALineEachButNoMoreThanEight() {
    during(
        lines(List.of(reading(1), reading(2))),
        () -> {
          now.set(AnyFigures.of(3_000, 3_000, Total.UNKNOWN, 2, 0, 0, 40, 3, 1, Calls.NONE));
          timer.advanceTimeBy(Duration.ofSeconds(10));
        });

    assertThat(said())
        .isEqualTo(
            """
            bulk-export: i1: 1,000 of 9,000 rows, 1 retry, 1 page
            bulk-export: i2: 2,000 of 9,000 rows, 1 seam repaired, 2 pages
            bulk-export: 0 of 40 instances, 3,000 rows, 300 rows/s, 1 seam repaired, 3 pages
            """);

    err.reset();
    List<InstanceFigures> many = IntStream.range(1, 12).mapToObj(ProgressTest::reading).toList();
    during(
        lines(many),
        () -> {
          timer.advanceTimeBy(Duration.ofSeconds(10));
        });
    assertThat(said().lines()).hasSize(9).last().asString().contains("0 of 40 instances");

    err.reset();
    during(
        lines(List.of(reading(1))),
        () -> {
          timer.advanceTimeBy(Duration.ofSeconds(10));
        });
    assertThat(said().lines()).hasSize(1);
  }

  @Test
  void aTotalThatIsNotSureIsToldSo() {
    Figures about =
        AnyFigures.of(3_000, 3_000, told(6_000, Certainty.ABOUT), 3, 2, 0, 20, 0, 0, Calls.NONE);
    Figures atMost =
        AnyFigures.of(10, 3_000, told(6_000, Certainty.AT_MOST), 1, 0, 0, 1, 0, 0, Calls.NONE);
    Figures unknown = AnyFigures.of(3_000, 3_000, Total.UNKNOWN, 2, 1, 0, 40, 0, 0, Calls.NONE);

    assertThat(about.place() + about.text(1_000))
        .isEqualTo(
            "2 of 20 instances, 3,000 of about 6,000 rows, 1,000 rows/s, about 0:00:03 left");
    assertThat(atMost.text(1_000))
        .isEqualTo(
            "3,000 of at most 6,000 rows read, 10 written, 1,000 rows/s, at most 0:00:03 left");
    assertThat(unknown.place() + unknown.text(1_000))
        .isEqualTo("1 of 40 instances, 3,000 rows, 1,000 rows/s");
  }

  @Test
  void rowsOfEarlierRunsAreNotInTheRate() {
    now.set(one(4_000, 6_000));
    during(
        lines(List.of()),
        () -> {
          now.set(one(4_010, 6_000));
          timer.advanceTimeBy(Duration.ofSeconds(10));
        });

    assertThat(said()).isEqualTo("bulk-export: 4,010 of 6,000 rows, 1.0 rows/s, 0:33:10 left\n");
  }

  @Test
  void whatIsNotKnownIsNotTold() {
    assertThat(Figures.NONE.text(0)).isEqualTo("0 rows");
    assertThat(Figures.NONE.effort()).isEmpty();
    assertThat(AnyFigures.of(0, 0, Total.UNKNOWN, 0, 0, 0, 6, 0, 0, Calls.NONE).place()).isEmpty();
    assertThat(AnyFigures.of(5, 5, Total.UNKNOWN, 1, 0, 0, 1, 0, 0, Calls.NONE).text(20))
        .isEqualTo("5 rows, 20 rows/s");
    assertThat(Figures.NONE.fraction()).isZero();
  }

  @Test
  void theBarFitsItsLine() {
    assertThat(BarProgress.draw(one(37_000, 100_000), 18_500, 79))
        .isEqualTo(
            " 37% [=======>            ] 37,000 of 100,000 rows, 18,500 rows/s, 0:00:04 left");
    assertThat(BarProgress.draw(one(100_000, 100_000), 20_000, 79))
        .isEqualTo(
            "100% [===================] 100,000 of 100,000 rows, 20,000 rows/s, 0:00:00 left");
  }

  @Test
  void theBarTellsWhatItTookAsFarAsThereIsRoom() {
    Figures busy = AnyFigures.of(50, 50, told(100, Certainty.TOLD), 2, 1, 0, 2, 4, 2, BUSY);
    String instances = "1 of 2 instances, 50 of 100 rows, 10 rows/s, 0:00:05 left";

    assertThat(BarProgress.draw(busy, 10, 76)).endsWith("] " + instances);
    assertThat(BarProgress.draw(busy, 10, 90)).endsWith("] " + instances + ", 3 retries");
    assertThat(BarProgress.draw(busy, 10, 200))
        .endsWith(
            "] "
                + instances
                + ", 3 retries, 2 seams repaired, 4 pages, 1,000 detail requests,"
                + " 0.6 s wait per request");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 40, 60, 79, 100, 120, 200})
  void theBarIsNeverLongerThanTheTerminalIsWide(int columns) {
    Figures large =
        AnyFigures.of(
            9_000_000_000L,
            9_000_000_000L,
            told(9_900_000_000L, Certainty.ABOUT),
            17,
            16,
            1,
            120,
            9_000_000,
            3,
            BUSY);

    assertThat(BarProgress.draw(large, 2_500_000, columns)).hasSizeLessThanOrEqualTo(columns);
    assertThat(BarProgress.draw(one(1, 2), 1_000, columns)).hasSizeLessThanOrEqualTo(columns);
  }

  @Test
  void aBarIsDrawnAndNoticesWipeItAway() {
    Notices notices = notices(true);
    during(
        new BarProgress(notices, () -> one(50, 100)),
        () -> {
          notices.say("something happened");
        });

    assertThat(said()).contains("\r\033[Kbulk-export: something happened\n");
    assertThat(said()).contains(" 50% [=").contains("50 of 100 rows");
  }
}
