package io.pagewalk.samples.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.PageRequest;
import io.pagewalk.dcs.ApiCall;
import io.pagewalk.dcs.DcsCalls;
import io.pagewalk.dcs.DcsLists;
import io.pagewalk.dcs.OfflineKeyAnalysisQuery;
import io.pagewalk.reactive.AttemptReport;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is counted of the calls, and for whom. */
class CallCountTest {
  private static final ApiCall<?> PAGE =
      DcsCalls.listOfflineKeyAnalysisTasks(
          "p", OfflineKeyAnalysisQuery.builder("i1").build(), new PageRequest(0, 10));
  private static final ApiCall<?> DETAILS = DcsCalls.showOfflineKeyAnalysisTask("p", "i2", "t");
  private static final ApiCall<?> BACKUPS =
      DcsCalls.list(
          "p",
          DcsLists.BACKUPS.query().instance("i11").with("begin_time", "2025").build(),
          new PageRequest(0, 10));

  private final CallCount count = new CallCount();

  private void attempt(ApiCall<?> call, int number, boolean permitted, boolean repeated) {
    count.accept(
        new AttemptReport(
            call.name(),
            call.operation(),
            number,
            permitted,
            Duration.ofMillis(1_500),
            Duration.ofMillis(20),
            null,
            repeated));
  }

  @Test
  void attemptsRetriesDetailsAndWaits() {
    assertThat(count.now()).isEqualTo(Calls.NONE);
    assertThat(Calls.NONE.secondsWaitedEach()).isZero();

    attempt(PAGE, 1, true, true);
    attempt(PAGE, 2, true, false);
    attempt(DETAILS, 1, true, true);
    attempt(DETAILS, 2, true, false);
    attempt(DETAILS, 1, true, false);
    attempt(PAGE, 1, false, false);

    assertThat(count.now()).isEqualTo(new Calls(5, 2, 2, Duration.ofSeconds(9)));
    assertThat(count.now().secondsWaitedEach()).isEqualTo(1.8);
  }

  @Test
  void retriesAreThoseOfTheInstanceThatTheCallIsFor() {
    attempt(PAGE, 1, true, true);
    attempt(PAGE, 2, true, true);
    attempt(DETAILS, 1, true, true);
    attempt(BACKUPS, 1, true, true);
    attempt(BACKUPS, 2, true, false);

    assertThat(count.retriesOf("i1")).isEqualTo(2);
    assertThat(count.retriesOf("i2")).isEqualTo(1);
    assertThat(count.retriesOf("i11")).isEqualTo(1);
    assertThat(count.retriesOf("i")).isZero();
  }
}
