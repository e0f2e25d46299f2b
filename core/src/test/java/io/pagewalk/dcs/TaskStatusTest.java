package io.pagewalk.dcs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaskStatusTest {

  @Test
  void knownStatusesAreConstants() {
    assertThat(TaskStatus.of("waiting")).isSameAs(TaskStatus.WAITING);
    assertThat(TaskStatus.of("running")).isSameAs(TaskStatus.RUNNING);
    assertThat(TaskStatus.of("success")).isSameAs(TaskStatus.SUCCESS);
    assertThat(TaskStatus.of("failed")).isSameAs(TaskStatus.FAILED);
    assertThat(TaskStatus.of("xfailed".toCharArray(), 1, 6)).isSameAs(TaskStatus.FAILED);
  }

  @Test
  void otherStatusesAreKeptAndEqualByValue() {
    TaskStatus status = TaskStatus.of("Success");

    assertThat(status.value()).isEqualTo("Success");
    assertThat(status)
        .isEqualTo(TaskStatus.of("xSuccess".toCharArray(), 1, 7))
        .hasSameHashCodeAs(TaskStatus.of("Success"))
        .isNotEqualTo(TaskStatus.SUCCESS)
        .hasToString("Success");
    assertThat(TaskStatus.of("failed".toCharArray(), 0, 4).value()).isEqualTo("fail");
    assertThat(TaskStatus.of("failures".toCharArray(), 0, 6).value()).isEqualTo("failur");
  }
}
