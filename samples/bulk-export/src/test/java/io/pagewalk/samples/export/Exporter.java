package io.pagewalk.samples.export;

import io.pagewalk.samples.simulator.DcsSimulator;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Runs the program inside the test, with surroundings of the test's own. */
final class Exporter {
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final List<String> arguments = new ArrayList<>();
  private final ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
  private OutputStream out = outBytes;
  private boolean outHasReader;
  private boolean errIsTerminal;
  private Scheduler timer = Schedulers.parallel();
  private Mono<Void> interruption = Mono.never();
  private final Logger libraries = Logger.getAnonymousLogger();

  /** With nothing configured. */
  static Exporter withoutConfiguration() {
    return new Exporter();
  }

  /** From a simulator, as fast as it goes. */
  static Exporter from(DcsSimulator simulator) {
    return new Exporter()
        .environment("CLOUD_SDK_AK", simulator.options().accessKey())
        .environment("CLOUD_SDK_SK", simulator.options().secretKey())
        .arguments("--endpoint", simulator.endpoint().toString())
        .arguments("--project-id", simulator.options().projectId())
        .arguments("--rate", "1000000");
  }

  Exporter environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Exporter arguments(Object... more) {
    for (Object argument : more) {
      arguments.add(argument.toString());
    }
    return this;
  }

  Exporter out(OutputStream stream, boolean hasReader) {
    out = stream;
    outHasReader = hasReader;
    return this;
  }

  Exporter terminal() {
    errIsTerminal = true;
    return this;
  }

  Exporter timer(Scheduler scheduler) {
    timer = scheduler;
    return this;
  }

  Exporter interruption(Mono<Void> signal) {
    interruption = signal;
    return this;
  }

  Surroundings surroundings() {
    return new Surroundings(
        environment,
        out,
        outHasReader,
        new PrintStream(errBytes, true, StandardCharsets.UTF_8),
        errIsTerminal,
        timer,
        interruption,
        libraries);
  }

  /** Runs it to its end. */
  Outcome run() {
    int status = Main.run(arguments.toArray(String[]::new), surroundings());
    return new Outcome(status, outBytes.toString(StandardCharsets.UTF_8), err());
  }

  /** What was written to the standard error so far. */
  String err() {
    return errBytes.toString(StandardCharsets.UTF_8);
  }

  /** How a run ended. */
  record Outcome(int status, String out, String err) {

    List<String> errLines() {
      return err.lines().toList();
    }
  }
}
