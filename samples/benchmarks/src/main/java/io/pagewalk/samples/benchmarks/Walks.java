package io.pagewalk.samples.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures many walks at once that share a client. */
@Command(
    name = "walks",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    usageHelpWidth = 80,
    sortOptions = false,
    customSynopsis = "benchmarks walks [OPTION]...",
    description = {
      "Has many walks read at once with one client, each the list of its own instance, and prints"
          + " a table in Markdown: first a single walk, then all of them, then all of them under"
          + " a rate limit. Each is a process of its own; the server is another.",
      ""
    },
    footer = {
      "",
      "Threads, live heap and pages are looked at when half of all rows have come. The live heap"
          + " is what is in use behind a full collection beyond what was in use before the walks"
          + " began. The pages are those of the slowest walk, the median and the fastest.",
      "",
      "Examples",
      "  A first look, in seconds:",
      "    benchmarks walks --walks 100 --rate 500"
    })
final class Walks implements Callable<Integer> {

  /** What a thousand walks remember of their lists would not fit into a contender's heap. */
  private static final List<String> JVM = List.of("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--walks",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Walks at once. Default: ${DEFAULT-VALUE}.")
  private int walks;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Rows of each list. Default: ${DEFAULT-VALUE}.")
  private int rows;

  @Option(
      names = "--page-size",
      paramLabel = "N",
      defaultValue = "100",
      description = "Rows a page. Default: ${DEFAULT-VALUE}.")
  private int pageSize;

  @Option(
      names = "--latency",
      paramLabel = "MILLIS",
      defaultValue = "2",
      description = "Milliseconds by which answers wait. Default: ${DEFAULT-VALUE}.")
  private int latency;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "2000",
      description =
          "Calls a second, of all walks, where there is a rate limit. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "1",
      description = "How often all is read before it counts. Default: ${DEFAULT-VALUE}.")
  private int warmUp;

  @Override
  public Integer call() throws Exception {
    Usage.check(spec, "--walks", walks, 1);
    Usage.check(spec, "--rows", rows, 1);
    Usage.check(spec, "--page-size", pageSize, 1);
    Usage.check(spec, "--latency", latency, 0);
    Usage.check(spec, "--rate", rate, 1);
    Usage.check(spec, "--warm-up", warmUp, 0);
    PrintWriter out = spec.commandLine().getOut();
    Cpus cpus = Cpus.parted();
    out.println(
        "| walks | calls/s at most | threads before | threads | connections | requests | rows/s"
            + " | live heap KiB/walk | pages: slowest | median | fastest |");
    out.println("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    try (Server server = new Server(cpus, List.of(rows), walks, latency, pageSize)) {
      out.println(line(server, cpus, 1, Pagewalk.WITHOUT_WAITING, ""));
      out.println(line(server, cpus, walks, Pagewalk.WITHOUT_WAITING, ""));
      out.println(line(server, cpus, walks, rate, String.format(Locale.ROOT, "%,d", rate)));
    }
    out.println();
    out.println(
        String.format(
            Locale.ROOT,
            "%,d rows a list; %,d rows a page; %d ms of latency; %s",
            rows,
            pageSize,
            latency,
            cpus));
    out.println(Versions.line());
    return 0;
  }

  private String line(Server server, Cpus cpus, int width, int limit, String told)
      throws IOException {
    Usage.say(
        spec, "measuring %d walks%s".formatted(width, told.isEmpty() ? "" : " under a rate limit"));
    try (Child crowd =
        new Child(
            cpus.client(),
            JVM,
            "walk-together",
            "--walks=" + width,
            "--rate=" + limit,
            "--warm-up=" + warmUp)) {
      CrowdRound round = CrowdRound.ofLine(crowd.ask(server.lists().get(0).toLine()));
      return String.format(
          Locale.ROOT,
          "| %,d | %s | %d | %d | %d | %,d | %,.0f | %,.1f | %d | %d | %d |",
          width,
          told,
          round.threadsBefore(),
          round.threads(),
          server.connections(),
          round.requests(),
          round.rowsPerSecond(),
          round.liveBytes() / 1024.0 / width,
          round.fewestPages(),
          round.medianPages(),
          round.mostPages());
    }
  }
}
