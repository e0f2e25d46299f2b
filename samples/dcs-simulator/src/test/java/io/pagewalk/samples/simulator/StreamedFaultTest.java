package io.pagewalk.samples.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers that are long or have no end. */
class StreamedFaultTest {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);
  private static final int MEBIBYTE = 1 << 20;

  /** What the sockets of both sides hold at most, by the widest usual settings of a system. */
  private static final long MOST_BUFFERED = 64L * MEBIBYTE;

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {"ENDLESS_BODY", "ENDLESS_HEADERS", "ENDLESS_HEADER"})
  void goesOnUntilTheClientLeavesAndNoFasterThanItReads(FaultKind kind) throws Exception {
    try (DcsSimulator simulator = failing(kind)) {
      long read = 0;
      try (RawConnection raw = new RawConnection(simulator)) {
        raw.get();
        for (int time = 0; time < 64; time++) {
          read += raw.read(MEBIBYTE).length();
        }
        assertThat(read).isEqualTo(64L * MEBIBYTE);
        assertStreamed(simulator.traffic(), read);
        assertThat(simulator.traffic().inFlight()).isEqualTo(1);
      }
      assertThat(simulator.traffic().await(now -> now.cancelled() == 1, LONG_ENOUGH)).isTrue();
      assertThat(simulator.traffic().inFlight()).isZero();
    }
  }

  /** A piece is counted a moment after it has left, when the client may have it already. */
  private static void assertStreamed(Traffic traffic, long read) throws InterruptedException {
    assertThat(traffic.await(now -> now.streamedBytes() >= read, LONG_ENOUGH)).isTrue();
    assertThat(traffic.streamedBytes()).isLessThan(read + MOST_BUFFERED);
  }

  @Test
  void anEndlessBodyIsSpacesInChunks() throws Exception {
    String[] parts = start(FaultKind.ENDLESS_BODY).split("\r\n\r\n", 2);

    assertThat(parts[0]).startsWith("HTTP/1.1 200 OK\r\n").contains("Transfer-Encoding: chunked");
    assertThat(parts[1]).startsWith("4000\r\n" + " ".repeat(0x4000) + "\r\n4000\r\n ");
  }

  @Test
  void endlessHeadersAreManyAndAnEndlessHeaderIsOne() throws Exception {
    String headers = start(FaultKind.ENDLESS_HEADERS);
    String header = start(FaultKind.ENDLESS_HEADER);

    assertThat(headers).startsWith("HTTP/1.1 200 OK\r\n").doesNotContain("\r\n\r\n");
    assertThat(headers.lines().filter(line -> line.startsWith("X-Filler: x")).count())
        .isGreaterThan(900);
    assertThat(header).startsWith("HTTP/1.1 200 OK\r\n").doesNotContain("\r\n\r\n");
    assertThat(header.lines().filter(line -> line.startsWith("X-Filler: x")).count()).isEqualTo(1);
  }

  @Test
  void aHugeStringIsAFieldOfTheRightAnswerAndAsLongAsItSays() throws Exception {
    try (DcsSimulator simulator = failing(FaultKind.HUGE_STRING);
        RawConnection raw = new RawConnection(simulator)) {
      raw.get();
      StringBuilder first = new StringBuilder();
      while (first.indexOf("\r\n\r\n") < 0) {
        first.append(raw.read(1));
      }
      long length =
          Long.parseLong(first.toString().replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));

      assertThat(raw.read(12)).isEqualTo("{\"comment\":\"");
      for (int time = 0; time < 200; time++) {
        String mebibyte = raw.read(MEBIBYTE);
        assertThat(mebibyte.chars().filter(c -> c != 'x').count()).isZero();
        assertThat(mebibyte).hasSize(MEBIBYTE);
      }
      String rest = raw.readToEnd();
      assertThat(rest).startsWith("\",\"instance_id\":\"");
      assertThat(TestJson.object("{" + rest.substring(2))).containsEntry("total", 50L);
      assertThat(12 + 200L * MEBIBYTE + rest.length()).isEqualTo(length);
      assertThat(simulator.traffic().streamedBytes()).isEqualTo(first.length() + length);
      assertThat(simulator.traffic().inFlight()).isZero();
      assertThat(simulator.traffic().cancelled()).isZero();
    }
  }

  private static String start(FaultKind kind) throws IOException {
    try (DcsSimulator simulator = failing(kind);
        RawConnection raw = new RawConnection(simulator)) {
      return raw.get().read(MEBIBYTE);
    }
  }

  private static DcsSimulator failing(FaultKind kind) {
    return DcsSimulator.start(
        SimulatorOptions.builder()
            .tasks(50)
            .authentication(false)
            .faultHook(request -> Optional.of(Fault.of(kind)))
            .build());
  }
}
