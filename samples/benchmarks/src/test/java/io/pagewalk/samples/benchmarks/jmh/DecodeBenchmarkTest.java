package io.pagewalk.samples.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.dcs.OfflineKeyAnalysisTaskList;
import io.pagewalk.dcs.TaskStatus;
import io.pagewalk.samples.benchmarks.HandWrittenPage;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DecodeBenchmarkTest {

  private final DecodeBenchmark benchmark = new DecodeBenchmark();

  @Test
  void allReadTheSameRows() {
    DataboundPage databound = (DataboundPage) benchmark.databind();
    List<OfflineKeyAnalysisTask> rows =
        databound.records().stream().map(DecodeBenchmarkTest::task).toList();
    assertThat(rows).hasSize(TaskPage.ROWS).doesNotHaveDuplicates();
    assertThat(rows).filteredOn(row -> row.finishedAt() != null).isNotEmpty();

    OfflineKeyAnalysisTaskList page = benchmark.pagewalk();
    assertThat(page.records()).isEqualTo(rows);
    assertThat(page.total()).hasValue(TaskPage.ROWS);
    assertThat(page.instanceId()).isEqualTo(databound.instanceId());
    assertThat(databound.total()).isEqualTo(TaskPage.ROWS);

    assertThat(benchmark.pagewalkByParser()).isEqualTo(page);
    assertThat(benchmark.handWritten()).isEqualTo(new HandWrittenPage(0, TaskPage.ROWS, rows));
  }

  private static OfflineKeyAnalysisTask task(DataboundPage.Task task) {
    return new OfflineKeyAnalysisTask(
        task.id(),
        TaskStatus.of(Objects.requireNonNull(task.status())),
        task.createdAt(),
        task.startedAt(),
        task.finishedAt());
  }
}
