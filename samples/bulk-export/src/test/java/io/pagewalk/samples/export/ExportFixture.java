package io.pagewalk.samples.export;

import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.Fault;
import io.pagewalk.samples.simulator.Operation;
import io.pagewalk.samples.simulator.SimulatedRequest;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What tests of exports that do not go well have in common: a place, and faults at will. */
abstract class ExportFixture {
  @TempDir Path directory;

  static SimulatorOptions.Builder options() {
    return SimulatorOptions.builder().authentication(false);
  }

  static Function<SimulatedRequest, Optional<Fault>> onList(
      Function<SimulatedRequest, Fault> fault) {
    return request ->
        request.operation() == Operation.LIST_TASKS
            ? Optional.ofNullable(fault.apply(request))
            : Optional.empty();
  }

  Exporter exporter(DcsSimulator simulator) {
    return Exporter.from(simulator)
        .arguments("--output", directory.resolve("tasks"))
        .arguments("--report", directory.resolve("report.json"));
  }

  Map<String, Object> report() {
    return Json.file(directory.resolve("report.json"));
  }

  List<Map<String, Object>> walks() {
    return Json.objects(report().get("walks"));
  }

  /** Completes when so many lines are in a file. */
  static Mono<Void> whenWritten(Path file, long lines) {
    return Mono.<Void>fromRunnable(
            () -> {
              while (lines(file) < lines) {
                Thread.onSpinWait();
              }
            })
        .subscribeOn(Schedulers.boundedElastic());
  }

  private static long lines(Path file) {
    try (var lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException notThereYet) {
      return 0;
    }
  }
}
