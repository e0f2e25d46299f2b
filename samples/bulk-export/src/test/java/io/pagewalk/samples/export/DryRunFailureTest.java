package io.pagewalk.samples.export;

import static io.pagewalk.samples.export.DryRunTest.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.Fault;
import io.pagewalk.samples.simulator.FaultKind;
import io.pagewalk.samples.simulator.Operation;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Sinks;

/** What a dry run tells of what went wrong, and how it ends then. */
class DryRunFailureTest extends ExportFixture {
  /** The id of an instance that lets no one see its list. */
  private volatile String refused = "";

  private Exporter dryRun(DcsSimulator simulator) {
    return exporter(simulator).arguments("--dry-run");
  }

  private SimulatorOptions.Builder threeOfWhichOneIsRefused() {
    return options()
        .instances(3)
        .tasks(10)
        .faultHook(
            onList(
                request ->
                    refused.equals(request.instanceId())
                        ? Fault.status(404, "{\"error_code\":\"APIGW.0101\"}")
                        : null));
  }

  @Test
  void anInstanceThatFailsIsToldInItsPlaceAndDoesNotStopTheOthers() {
    try (DcsSimulator simulator = DcsSimulator.start(threeOfWhichOneIsRefused().build())) {
      refused = simulator.instanceId(1);
      Exporter.Outcome outcome = dryRun(simulator).run();

      assertThat(outcome.status()).isEqualTo(1);
      List<String> lines = outcome.out().lines().dropWhile(line -> !line.isEmpty()).toList();
      assertThat(lines.get(2)).isEqualTo(simulator.instanceId(0) + "             10          1");
      assertThat(lines.get(3))
          .startsWith(simulator.instanceId(1) + "  HTTP 404 APIGW.0101")
          .hasSizeLessThanOrEqualTo(80);
      assertThat(lines.get(4)).isEqualTo(simulator.instanceId(2) + "             10          1");
      assertThat(lines.get(6)).isEqualTo("2 of 3 instances, 20 rows, 2 page requests: 1 s");
      assertThat(outcome.errLines()).hasSize(2);
      assertThat(outcome.errLines().get(0))
          .contains(simulator.instanceId(1), "HTTP 404 APIGW.0101", "; try: ");
      assertThat(outcome.errLines().get(1)).isEqualTo("bulk-export: 1 of 3 instances failed");
    }
  }

  @Test
  void failFastStopsAtTheFirstThatFails() {
    try (DcsSimulator simulator = DcsSimulator.start(threeOfWhichOneIsRefused().build())) {
      refused = simulator.instanceId(1);
      Exporter.Outcome outcome = dryRun(simulator).arguments("--fail-fast", "--ordered").run();

      assertThat(outcome.status()).isEqualTo(1);
      assertThat(outcome.out())
          .contains(simulator.instanceId(1))
          .doesNotContain(simulator.instanceId(2))
          .endsWith(table("1 of 2 instances, 10 rows, 1 page request: 1 s"));
      assertThat(simulator.traffic().received(Operation.LIST_TASKS)).isEqualTo(2);
    }
  }

  @Test
  void anInstanceIsPassedOverWhereTheExportPassesItOver() {
    try (DcsSimulator simulator =
        DcsSimulator.start(options().instances(2).unsupported(1).tasks(10).build())) {
      String unsupported = simulator.instanceId(1);
      Exporter.Outcome alone = dryRun(simulator).arguments("--instance-id", unsupported).run();
      assertThat(alone.status()).isEqualTo(1);
      assertThat(alone.out())
          .contains(table("0 of 1 instance, 0 rows, 0 page requests: 0 s"))
          .contains(unsupported + "  HTTP 400 DCS.4230");
      assertThat(alone.errLines()).singleElement().asString().contains("DCS.4230", "; try: ");

      Exporter.Outcome two =
          dryRun(simulator)
              .arguments("--instance-id", "nobody", "--instance-id", unsupported)
              .run();
      assertThat(two.status()).isZero();
      assertThat(two.out())
          .endsWith(
              table(
                  "nobody                                         gone          1",
                  unsupported + "  not supported          1",
                  "",
                  "2 instances, 0 rows, 2 page requests: 1 s"));
      assertThat(two.err()).isEmpty();
    }
  }

  @Test
  void aListThatTellsNoTotalIsNotCountedUnlessItIsEmpty() {
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options()
                .instances(2)
                .faultHook(
                    onList(
                        request ->
                            Fault.status(
                                200,
                                refused.equals(request.instanceId())
                                    ? "{\"records\":[{\"id\":\"a\"}]}"
                                    : "{\"records\":[]}")))
                .build())) {
      refused = simulator.instanceId(1);
      Exporter.Outcome outcome = dryRun(simulator).run();

      assertThat(outcome.status()).isEqualTo(3);
      assertThat(outcome.out())
          .endsWith(
              table(
                  simulator.instanceId(0) + "              0          1",
                  simulator.instanceId(1) + "              -          -",
                  "",
                  "1 of 2 instances, 0 rows, 1 page request: 1 s"));
      assertThat(outcome.err())
          .isEqualTo("bulk-export: 1 list did not tell a total: not counted\n");
      assertThat(simulator.traffic().received(Operation.LIST_TASKS)).isEqualTo(2);
    }
  }

  @Test
  void aTotalThatIsNotTrueIsNotAskedForAgain() {
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options()
                .faultHook(onList(request -> Fault.status(200, "{\"records\":[],\"total\":7}")))
                .build())) {
      assertThat(dryRun(simulator).run().out())
          .endsWith(table("1 instance, 7 rows, 1 page request: 1 s"));
      assertThat(simulator.traffic().received(Operation.LIST_TASKS)).isEqualTo(1);
    }
  }

  @Test
  void instancesThatMayNotBeAllAreNoWholePlan() {
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options()
                .faultHook(
                    request ->
                        request.operation() == Operation.LIST_INSTANCES
                            ? Optional.of(
                                Fault.spoilt(
                                    body ->
                                        body.replace("\"instance_num\":1", "\"instance_num\":2")))
                            : Optional.empty())
                .build())) {
      Exporter.Outcome outcome = dryRun(simulator).run();

      assertThat(outcome.status()).isEqualTo(3);
      assertThat(outcome.errLines())
          .singleElement()
          .asString()
          .startsWith("bulk-export: the list of instances: TOTAL_DIFFERS, ");
      assertThat(outcome.out()).contains("1 instance, ");
    }
  }

  @Test
  void rowsComeAsTheListsAnswer() {
    Sinks.Empty<Void> seen = Sinks.empty();
    try (DcsSimulator simulator =
        DcsSimulator.start(
            options()
                .instances(2)
                .tasks(10)
                .faultHook(
                    onList(
                        request ->
                            refused.equals(request.instanceId())
                                ? Fault.of(FaultKind.STALL)
                                : null))
                .build())) {
      refused = simulator.instanceId(1);
      LineStream out = new LineStream(simulator.instanceId(0), seen);
      Exporter.Outcome outcome =
          dryRun(simulator)
              .arguments("--ordered")
              .out(out, false)
              .interruption(seen.asMono())
              .run();

      assertThat(outcome.status()).isEqualTo(130);
      assertThat(outcome.err()).isEqualTo("bulk-export: interrupted\n");
      assertThat(out.lines()).endsWith(simulator.instanceId(0) + "             10          1\n");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoeverReadsMayGoAway(boolean isPipe) {
    try (DcsSimulator simulator = DcsSimulator.start(options().build())) {
      Exporter.Outcome outcome = dryRun(simulator).out(new ClosedStream(), isPipe).run();

      assertThat(outcome.status()).isEqualTo(isPipe ? 141 : 1);
      assertThat(outcome.err())
          .isEqualTo(
              isPipe
                  ? ""
                  : "bulk-export: cannot write standard output: closed; try: another place, or make"
                      + " room there\n");
      assertThat(simulator.traffic().received(Operation.LIST_TASKS)).isZero();
    }
  }

  @Test
  void instancesThatCannotBeFoundAreAFailure() {
    try (DcsSimulator simulator = DcsSimulator.start(SimulatorOptions.builder().build())) {
      Exporter.Outcome outcome =
          dryRun(simulator).environment("CLOUD_SDK_SK", "no-such-secret").run();

      assertThat(outcome.status()).isEqualTo(1);
      assertThat(outcome.out())
          .startsWith("from         " + simulator.endpoint())
          .endsWith(" instances\n\n");
      assertThat(outcome.errLines())
          .singleElement()
          .asString()
          .startsWith("bulk-export: list instances of project ")
          .contains("HTTP 401");
    }
  }

  /** Tells when a line with some text has come. */
  private static final class LineStream extends OutputStream {
    private final StringBuilder lines = new StringBuilder();
    private final String text;
    private final Sinks.Empty<Void> seen;

    LineStream(String text, Sinks.Empty<Void> seen) {
      this.text = text;
      this.seen = seen;
    }

    @Override
    public void write(int b) {
      throw new UnsupportedOperationException();
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      String line = new String(bytes, offset, length, StandardCharsets.UTF_8);
      lines.append(line);
      if (line.contains(text)) {
        seen.tryEmitEmpty();
      }
    }

    synchronized String lines() {
      return lines.toString();
    }
  }

  /** A stream that takes nothing. */
  private static final class ClosedStream extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("closed");
    }
  }
}
