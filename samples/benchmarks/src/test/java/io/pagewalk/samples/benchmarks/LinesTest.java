package io.pagewalk.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

/** What processes tell each other, line by line. */
class LinesTest {

  @Test
  void aRoundComesOutAsItWentIn() {
    Round round = new Round(1, 2, 3, 4, Long.MAX_VALUE);

    assertThat(round.toLine()).isEqualTo("1 2 3 4 9223372036854775807");
    assertThat(Round.ofLine(round.toLine())).isEqualTo(round);
  }

  @Test
  void aListComesOutAsItWentIn() {
    RemoteList list = new RemoteList(URI.create("http://127.0.0.1:8080"), "p", "i", 2_345, 100);

    assertThat(list.toLine()).isEqualTo("http://127.0.0.1:8080 p i 2345 100");
    assertThat(RemoteList.ofLine(list.toLine())).isEqualTo(list);
  }

  @Test
  void aCrowdsRoundComesOutAsItWentIn() {
    CrowdRound round = new CrowdRound(1, 2, Long.MAX_VALUE, 4, 5, 6, 7, 8, 9);

    assertThat(round.toLine()).isEqualTo("1 2 9223372036854775807 4 5 6 7 8 9");
    assertThat(CrowdRound.ofLine(round.toLine())).isEqualTo(round);
  }

  @Test
  void aListIsTheSameInPagesOfAnotherSize() {
    RemoteList list = new RemoteList(URI.create("http://127.0.0.1:8080"), "p", "i", 2_345, 100);

    assertThat(list.withPageSize(50).toLine()).isEqualTo("http://127.0.0.1:8080 p i 2345 50");
  }

  @Test
  void aPageHasItsAddress() {
    RemoteList list = new RemoteList(URI.create("http://127.0.0.1:8080"), "p", "i", 2_345, 100);

    assertThat(list.pageAddress(3_000_000_000L))
        .isEqualTo(
            "http://127.0.0.1:8080/v2/p/instances/i/offline/key-analysis"
                + "?offset=3000000000&limit=100");
  }
}
