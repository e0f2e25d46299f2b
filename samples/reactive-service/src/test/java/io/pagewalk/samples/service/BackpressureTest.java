package io.pagewalk.samples.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.WalkOptions;
import io.pagewalk.samples.simulator.Fault;
import io.pagewalk.samples.simulator.FaultKind;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The first instance's client stops reading. Another client reads the whole list of the second
 * instance meanwhile, many times what the buffers hold: a walk that went on without its reader
 * would get as far in that time, since page requests of all walks take turns.
 */
class BackpressureTest {
  private static final int PAGE = 100;

  /** Rows that a page brings beside those of the page before that it reads again. */
  private static final int STEP = PAGE - WalkOptions.DEFAULT_OVERLAP;

  private static final int OTHER_PAGES = 400;

  /** A waiting task's row, which is the shortest: its other two times are null. */
  private static final int SHORTEST_ROW =
      ("{'id':'5f9057b5-c330-4ee2-8138-7e69896eeec3','status':'waiting',"
              + "'created_at':'2020-01-01T00:00:00.000Z','started_at':null,'finished_at':null}\n")
          .length();

  /** Linux gives twice what it is asked for, to have room for its own books. */
  private static final int SEND_BUFFER = 2 * TaskService.SEND_BUFFER_BYTES;

  /** The system may overrun each of its two buffers by a packet, which has 64 KiB at most. */
  private static final int PACKETS = 2 * (64 << 10);

  @Test
  void asksForNoMorePagesThanTheBuffersHoldWhileTheClientDoesNotRead() throws Exception {
    int pages = 1_000;
    int rowsInAll = PAGE + (pages - 1) * STEP;
    WatchedServer server = new WatchedServer();
    try (Stage stage = stage(server, rowsInAll);
        RawClient client = stage.connect()) {
      client.get(stage.tasksOf(0));
      assertThat(client.nextRow()).isNotNull();
      server.awaitFullSendBuffer();

      assertThat(stage.get(stage.tasksOf(1)).body().lines()).hasSize(OTHER_PAGES * PAGE);

      assertThat(stage.pagesAskedOf(0)).isBetween(2L, mostPages(client));
      assertThat(server.bytesWaiting()).isPositive();
      int rows = 1;
      while (client.nextRow() != null) {
        rows++;
      }
      assertThat(rows).isEqualTo(rowsInAll);
      assertThat(stage.pagesAskedOf(0)).isEqualTo(pages);
    }
  }

  @Test
  void endsTheWalkOfAClientThatLeavesWithoutReading() throws Exception {
    WatchedServer server = new WatchedServer();
    try (Stage stage = stage(server, 2_000_000)) {
      long most;
      try (RawClient client = stage.connect()) {
        client.get(stage.tasksOf(0));
        assertThat(client.nextRow()).isNotNull();
        server.awaitFullSendBuffer();
        most = mostPages(client);
      }
      server.awaitClose();
      assertThat(server.bytesHeld()).isZero();

      assertThat(stage.get(stage.tasksOf(1)).body().lines()).hasSize(OTHER_PAGES * PAGE);

      assertThat(stage.pagesAskedOf(0)).isLessThanOrEqualTo(most);
      assertThat(stage.simulator.traffic().inFlight()).isZero();
    }
  }

  @Test
  void cancelsThePageRequestOfAClientThatLeaves() throws Exception {
    SimulatorOptions.Builder options =
        SimulatorOptions.builder()
            .faultHook(
                request ->
                    request.offset() == STEP
                        ? Optional.of(Fault.of(FaultKind.STALL))
                        : Optional.empty());
    try (Stage stage = new Stage(options)) {
      try (RawClient client = stage.connect()) {
        client.get(stage.tasksOf(0));
        for (int row = 0; row < PAGE; row++) {
          client.nextRow();
        }
        assertThat(stage.await(traffic -> traffic.lists().size() == 2)).isTrue();
      }
      assertThat(stage.await(traffic -> traffic.cancelled() == 1)).isTrue();
      assertThat(stage.simulator.traffic().inFlight()).isZero();
      assertThat(stage.pagesAskedOf(0)).isEqualTo(2);
    }
  }

  private static Stage stage(WatchedServer server, int tasks) {
    return new Stage(
        SimulatorOptions.builder()
            .instances(2)
            .tasksOfInstance(0, tasks)
            .tasksOfInstance(1, OTHER_PAGES * PAGE),
        server.server());
  }

  /**
   * The pages that the system has taken, whose bytes were read or lie in one of its buffers, and
   * the one that waits to be written.
   */
  private static long mostPages(RawClient client) throws Exception {
    long bytes = SEND_BUFFER + client.receiveBuffer() + PACKETS + client.bytesRead();
    return bytes / ((long) STEP * SHORTEST_ROW) + 1;
  }
}
