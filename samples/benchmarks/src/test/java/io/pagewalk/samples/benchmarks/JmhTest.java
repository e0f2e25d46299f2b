package io.pagewalk.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs every benchmark once, in this process; what it takes is not looked at. */
class JmhTest {

  @TempDir private Path directory;

  private List<JsonNode> run(String... more) {
    Path results = directory.resolve("results.json");
    List<String> arguments =
        new ArrayList<>(
            List.of("-f", "0", "-bm", "ss", "-wi", "0", "-i", "1", "-foe", "true", "-v", "SILENT"));
    arguments.addAll(List.of("-rf", "json", "-rff", results.toString()));
    arguments.addAll(List.of(more));
    assertThat(new CommandLine(new Jmh()).execute(arguments.toArray(String[]::new))).isZero();
    return JsonMapper.shared().readTree(results).valueStream().toList();
  }

  @Test
  void everyBenchmarkRuns() {
    Set<String> benchmarks = new TreeSet<>();
    for (JsonNode result : run()) {
      String[] name = result.get("benchmark").asString().split("\\.", -1);
      benchmarks.add(name[name.length - 2] + "." + name[name.length - 1]);
    }
    assertThat(benchmarks)
        .containsExactlyInAnyOrder(
            "DecodeBenchmark.databind",
            "DecodeBenchmark.handWritten",
            "DecodeBenchmark.pagewalk",
            "DecodeBenchmark.pagewalkByParser",
            "Iso8601Benchmark.javaTime",
            "Iso8601Benchmark.pagewalk",
            "OperatorBenchmark.flatMapIterable",
            "OperatorBenchmark.flatMapIterableDistinct",
            "OperatorBenchmark.pagewalkAnchored",
            "OperatorBenchmark.pagewalkPlain",
            "SignerBenchmark.headers",
            "WalkBenchmark.anchored",
            "WalkBenchmark.plain");
  }

  @Test
  void argumentsReachJmhWhateverTheyAre() {
    assertThat(run("-p", "ids=FRESH", "-prof", "gc", "WalkBenchmark.plain"))
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.get("params").get("ids").asString()).isEqualTo("FRESH");
              assertThat(result.get("secondaryMetrics").has("gc.alloc.rate.norm")).isTrue();
            });
  }
}
