package io.pagewalk.samples.benchmarks;

import io.pagewalk.dcs.DcsInstance;
import io.pagewalk.reactive.dcs.DcsClient;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The process of many walks: reads the lists that are like the one on its input, tells on a line
 * what it took, and keeps its connections open until its input ends.
 */
@Command(name = "walk-together", hidden = true, description = "Reads many lists at once.")
final class WalkTogether implements Callable<Integer> {

  @Option(names = "--walks", required = true)
  private int walks;

  @Option(names = "--rate", required = true)
  private int rate;

  @Option(names = "--warm-up", required = true)
  private int warmUp;

  @Override
  public Integer call() throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    // Libraries may greet on the standard output.
    PrintStream answers = System.out;
    System.setOut(System.err);
    RemoteList list = RemoteList.ofLine(in.readLine());
    int threadsBefore = Crowd.threads();
    try (DcsClient dcs = Pagewalk.client(list, rate)) {
      List<String> instances =
          dcs.listInstances()
              .maxItems(walks)
              .items()
              .map(DcsInstance::instanceId)
              .toStream()
              .toList();
      for (int i = 0; i < warmUp; i++) {
        new Crowd(dcs, instances, list).read(threadsBefore);
      }
      answers.println(new Crowd(dcs, instances, list).read(threadsBefore).toLine());
      while (in.readLine() != null) {
        // Whoever started it looks at the connections meanwhile.
      }
    }
    return 0;
  }
}
