package io.pagewalk.samples.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.dcs.OfflineKeyAnalysisTaskList;
import io.pagewalk.dcs.TaskStatus;
import io.pagewalk.samples.benchmarks.HandWrittenPage;
import io.pagewalk.samples.benchmarks.TaskPage;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecodeBenchmarkTest {

  private final DecodeBenchmark benchmark = new DecodeBenchmark();

  @Test
  void allReadTheSameRows() {
    TaskPage databound = (TaskPage) benchmark.databind();
    List<OfflineKeyAnalysisTask> rows =
        databound.records().stream().map(DecodeBenchmarkTest::task).toList();
    assertThat(rows).hasSize(SampleAnswer.ROWS).doesNotHaveDuplicates();
    assertThat(rows).filteredOn(row -> row.finishedAt() != null).isNotEmpty();

    OfflineKeyAnalysisTaskList page = benchmark.pagewalk();
    assertThat(page.records()).isEqualTo(rows);
    assertThat(page.total()).hasValue(SampleAnswer.ROWS);
    assertThat(databound.total()).isEqualTo(SampleAnswer.ROWS);

    assertThat(benchmark.pagewalkByParser()).isEqualTo(page);
    assertThat(benchmark.handWritten()).isEqualTo(new HandWrittenPage(0, SampleAnswer.ROWS, rows));
  }

  private static OfflineKeyAnalysisTask task(TaskPage.Task task) {
    return new OfflineKeyAnalysisTask(
        task.id(),
        TaskStatus.of(task.status()),
        task.createdAt(),
        task.startedAt(),
        task.finishedAt());
  }
}
