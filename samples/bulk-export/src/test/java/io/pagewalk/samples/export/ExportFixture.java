package io.pagewalk.samples.export;

import io.pagewalk.samples.simulator.DcsSimulator;
import io.pagewalk.samples.simulator.Fault;
import io.pagewalk.samples.simulator.Operation;
import io.pagewalk.samples.simulator.SimulatedRequest;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;

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
}
