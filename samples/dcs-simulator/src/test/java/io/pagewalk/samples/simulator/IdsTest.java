package io.pagewalk.samples.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {
  private final Random random = new Random(20240101);

  @Test
  void scatteringIsUndoneByGatheringForEveryNumber() {
    for (long number = 0; number < 1_000; number++) {
      assertThat(Mixer.gather(Mixer.scatter(number))).isEqualTo(number);
      long any = random.nextLong() & Mixer.MASK;
      assertThat(Mixer.gather(Mixer.scatter(any))).isEqualTo(any);
      assertThat(Mixer.scatter(any)).isBetween(0L, Mixer.MASK);
    }
  }

  @Test
  void aTaskIsFoundByItsIdInItsInstanceOnly() {
    for (int round = 0; round < 1_000; round++) {
      int instance = random.nextInt(SimulatorOptions.MOST_INSTANCES);
      long index = random.nextInt(SimulatorOptions.MOST_TASKS);
      String id = Ids.ofTask(instance, index);

      assertThat(Ids.taskOf(id, instance)).hasValue(index);
      assertThat(Ids.taskOf(id, instance + 1)).isEmpty();
      assertThat(Ids.instanceOf(id)).isEmpty();
    }
  }

  @Test
  void anInstanceIsFoundByItsId() {
    assertThat(Ids.ofInstance(0)).isEqualTo("5f9057b5-c330-4ee2-8138-7e69896eeec3");
    for (int instance : new int[] {0, 1, 2, 77, SimulatorOptions.MOST_INSTANCES - 1}) {
      assertThat(Ids.instanceOf(Ids.ofInstance(instance))).hasValue(instance);
    }
  }

  @Test
  void idsAreVersion4UuidsAndDiffer() {
    Set<String> ids = new HashSet<>();
    for (int number = 0; number < 10_000; number++) {
      String task = Ids.ofTask(3, number);
      ids.add(task);
      ids.add(Ids.ofInstance(number));
      assertThat(UUID.fromString(task)).hasToString(task);
      assertThat(UUID.fromString(task).version()).isEqualTo(4);
      assertThat(UUID.fromString(task).variant()).isEqualTo(2);
    }
    assertThat(ids).hasSize(20_000);
  }

  @Test
  void whatIsNotAnIdIsNotFound() {
    String id = Ids.ofTask(0, 5);

    assertThat(Ids.taskOf("", 0)).isEmpty();
    assertThat(Ids.taskOf("858ee14c-2271-4489-8b82-7bda7459ae3e", 0)).isEmpty();
    assertThat(Ids.taskOf(id.toUpperCase(Locale.ROOT), 0)).isEmpty();
    assertThat(Ids.taskOf(id.replace('-', '0'), 0)).isEmpty();
    for (int place = 0; place < Ids.LENGTH; place++) {
      char other = id.charAt(place) == '7' ? '6' : '7';
      String changed = id.substring(0, place) + other + id.substring(place + 1);
      assertThat(Ids.taskOf(changed, 0)).as(changed).isEmpty();
    }
  }
}
