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
    assertThat(TaskStatus.of(Given.body("xfailed"), 1, 6)).isSameAs(TaskStatus.FAILED);
  }

  @Test
  void otherStatusesAreKeptAndEqualByValue() {
    TaskStatus status = TaskStatus.of("Success");

    assertThat(status.value()).isEqualTo("Success");
    assertThat(status)
        .isEqualTo(TaskStatus.of(Given.body("xSuccess"), 1, 7))
        .hasSameHashCodeAs(TaskStatus.of("Success"))
        .isNotEqualTo(TaskStatus.SUCCESS)
        .hasToString("Success");
    assertThat(TaskStatus.of(Given.body("failed"), 0, 4).value()).isEqualTo("fail");
    assertThat(TaskStatus.of(Given.body("failures"), 0, 6).value()).isEqualTo("failur");
  }
}
