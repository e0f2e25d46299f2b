package io.pagewalk.samples.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The process of one contender: for each list that is named on its input, reads it once. */
@Command(name = "contend", hidden = true, description = "Reads lists as one contender does.")
final class Contend implements Callable<Integer> {

  @Parameters(paramLabel = "CONTENDER")
  private Contenders contender = Contenders.BYTES_1;

  @Override
  public Integer call() throws Exception {
    BufferedReader lists =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    // Libraries may greet on the standard output.
    PrintStream rounds = System.out;
    System.setOut(System.err);
    Meter meter = new Meter();
    try (Contender reader = contender.make()) {
      for (String line = lists.readLine(); line != null; line = lists.readLine()) {
        rounds.println(meter.read(reader, RemoteList.ofLine(line)).toLine());
      }
    }
    return 0;
  }
}
