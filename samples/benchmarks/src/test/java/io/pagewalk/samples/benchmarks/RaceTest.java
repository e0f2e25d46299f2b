package io.pagewalk.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class RaceTest {
  private static final Cpus ANY = new Cpus("", "");

  @Test
  void readsInRoundsAndNamesTheServerThatDied() throws Exception {
    try (Race race = new Race(List.of(Contenders.BYTES_1), ANY)) {
      Set<ProcessHandle> contenders = children();
      List<RemoteList> lists = race.serve(List.of(25, 7), 0, 10);
      RemoteList list = lists.get(0);
      Set<ProcessHandle> server = children();
      server.removeAll(contenders);

      assertThat(race.run(list, 2))
          .containsOnlyKeys(Contenders.BYTES_1)
          .extractingByKey(Contenders.BYTES_1, InstanceOfAssertFactories.list(Round.class))
          .hasSize(2)
          .allSatisfy(round -> assertThat(round.rows()).isEqualTo(25));

      assertThat(lists).extracting(RemoteList::rows).containsExactly(25, 7);
      assertThat(race.read(Contenders.BYTES_1, 3, lists.get(1)).rows()).isEqualTo(7);
      assertThat(race.live(list))
          .containsOnlyKeys(Contenders.BYTES_1)
          .hasEntrySatisfying(Contenders.BYTES_1, live -> assertThat(live).isPositive());
      assertThat(server).hasSize(1);
      for (ProcessHandle process : server) {
        process.destroyForcibly();
        process.onExit().join();
      }
      assertThatThrownBy(() -> race.run(list, 1))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "the process 'serve --rows=25,7 --instances=1 --latency=0 --page-size=10' ended"
                  + " early; it may have said why above");
    }
  }

  private static Set<ProcessHandle> children() {
    return ProcessHandle.current().children().collect(Collectors.toSet());
  }
}
