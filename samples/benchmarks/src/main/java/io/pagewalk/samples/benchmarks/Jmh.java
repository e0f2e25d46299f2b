package io.pagewalk.samples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Hands its arguments, whatever they are, to JMH. */
@Command(
    name = "jmh",
    description = {
      "Measures what is inside the library, with JMH, which takes all that follows: -l lists the"
          + " benchmarks, -prof gc tells the allocation too, -h the rest."
    })
final class Jmh implements Callable<Integer> {

  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    org.openjdk.jmh.Main.main(arguments.toArray(String[]::new));
    return 0;
  }
}
