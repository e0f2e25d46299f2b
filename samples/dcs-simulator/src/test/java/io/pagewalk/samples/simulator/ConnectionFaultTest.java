package io.pagewalk.samples.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is on the wire where a connection ends otherwise than HTTP would have it. */
class ConnectionFaultTest {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

  @Test
  void resetsTheConnectionWithinTheHead() throws Exception {
    try (DcsSimulator simulator = failing(FaultKind.RESET_HEAD);
        RawConnection raw = new RawConnection(simulator)) {
      String head = raw.get().readToReset();

      assertThat(head).startsWith("HTTP/1.1 200 OK\r\n").doesNotContain("\r\n\r\n");
      assertAnsweredNotCancelled(simulator);
    }
  }

  @Test
  void resetsTheConnectionWithinTheBody() throws Exception {
    try (DcsSimulator simulator = failing(FaultKind.RESET_BODY);
        RawConnection raw = new RawConnection(simulator)) {
      String[] parts = raw.get().readToReset().split("\r\n\r\n", 2);

      assertThat(parts[1]).startsWith("{\"instance_id\":").hasSize(promised(parts[0]) / 2);
      assertAnsweredNotCancelled(simulator);
    }
  }

  @Test
  void closesTheConnectionInGoodOrderInPlaceOfAnAnswer() throws Exception {
    try (DcsSimulator simulator = failing(FaultKind.HANG_UP);
        RawConnection raw = new RawConnection(simulator)) {
      assertThat(raw.get().readToEnd()).isEmpty();
      assertAnsweredNotCancelled(simulator);
    }
  }

  @Test
  void hangsUpOnAConnectionThatWasGoodForARequestBefore() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    try (DcsSimulator simulator =
            DcsSimulator.start(
                options()
                    .faultHook(
                        request ->
                            requests.incrementAndGet() == 2
                                ? Optional.of(Fault.of(FaultKind.HANG_UP))
                                : Optional.empty())
                    .build());
        RawConnection raw = new RawConnection(simulator)) {
      String first = readAnswer(raw.get());

      assertThat(TestJson.object(first)).containsEntry("total", 50L);
      assertThat(raw.get().readToEnd()).isEmpty();
      assertThat(requests).hasValue(2);
    }
  }

  @Test
  void closesTheConnectionBehindAWholeAnswerThatDoesNotSaySo() throws Exception {
    try (DcsSimulator simulator = failing(FaultKind.CLOSE_IDLE);
        RawConnection raw = new RawConnection(simulator)) {
      String[] parts = raw.get().readToEnd().split("\r\n\r\n", 2);

      assertThat(parts[0]).startsWith("HTTP/1.1 200 OK\r\n").doesNotContain("Connection");
      assertThat(parts[1]).hasSize(promised(parts[0]));
      assertThat(TestJson.object(parts[1])).containsEntry("total", 50L);
      assertAnsweredNotCancelled(simulator);
    }
  }

  @Test
  void endsABodyByTheCloseAlone() throws Exception {
    try (DcsSimulator simulator = failing(FaultKind.UNFRAMED);
        RawConnection raw = new RawConnection(simulator)) {
      String[] parts = raw.get().readToEnd().split("\r\n\r\n", 2);

      assertUnframed(parts[0]);
      assertThat(TestJson.object(parts[1])).containsEntry("total", 50L);
      assertAnsweredNotCancelled(simulator);
    }
  }

  @Test
  void cutsABodyThatTheCloseAloneWouldEnd() throws Exception {
    try (DcsSimulator simulator = failing(FaultKind.CUT_UNFRAMED);
        DcsSimulator proper = DcsSimulator.start(options().build());
        RawConnection raw = new RawConnection(simulator)) {
      String[] parts = raw.get().readToEnd().split("\r\n\r\n", 2);
      String whole = new TestClient(proper).get(new TestClient(proper).tasks()).body();

      assertUnframed(parts[0]);
      assertThat(parts[1]).isEqualTo(whole.substring(0, whole.length() / 2));
    }
  }

  @Test
  void stallsWithinTheBodyUntilTheClientLeaves() throws Exception {
    try (DcsSimulator simulator = failing(FaultKind.STALL_BODY)) {
      try (RawConnection raw = new RawConnection(simulator)) {
        String head = readHead(raw.get());

        assertThat(raw.read(promised(head) / 2)).startsWith("{\"instance_id\":");
        assertThat(simulator.traffic().inFlight()).isEqualTo(1);
        assertThat(simulator.traffic().cancelled()).isZero();
      }
      assertThat(simulator.traffic().await(now -> now.cancelled() == 1, LONG_ENOUGH)).isTrue();
      assertThat(simulator.traffic().inFlight()).isZero();
    }
  }

  private static void assertUnframed(String head) {
    assertThat(head)
        .startsWith("HTTP/1.1 200 OK\r\n")
        .doesNotContain("Content-Length")
        .doesNotContain("Transfer-Encoding");
  }

  /** A client that saw the end finds its request over, and not by its own doing. */
  private static void assertAnsweredNotCancelled(DcsSimulator simulator) {
    assertThat(simulator.traffic().inFlight()).isZero();
    assertThat(simulator.traffic().cancelled()).isZero();
  }

  private static String readAnswer(RawConnection raw) throws IOException {
    return raw.read(promised(readHead(raw)));
  }

  private static String readHead(RawConnection raw) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append(raw.read(1));
    }
    return head.toString();
  }

  private static int promised(String head) {
    return Integer.parseInt(head.replaceAll("(?is).*content-length: ([0-9]+).*", "$1"));
  }

  private static DcsSimulator failing(FaultKind kind) {
    return DcsSimulator.start(options().faultHook(request -> Optional.of(Fault.of(kind))).build());
  }

  private static SimulatorOptions.Builder options() {
    return SimulatorOptions.builder().tasks(50).authentication(false);
  }
}
