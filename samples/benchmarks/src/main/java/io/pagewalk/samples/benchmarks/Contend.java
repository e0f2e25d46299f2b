package io.pagewalk.samples.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * The process of one contender. A line of its input names what is asked, the concurrency and the
 * list; it reads the list once and tells on a line what it took, or what was live.
 */
@Command(name = "contend", hidden = true, description = "Reads lists as one contender does.")
final class Contend implements Callable<Integer> {

  @Parameters(paramLabel = "CONTENDER")
  private Contenders contender = Contenders.BYTES_1;

  @Override
  public Integer call() throws Exception {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    // Libraries may greet on the standard output.
    PrintStream answers = System.out;
    System.setOut(System.err);
    Meter meter = new Meter();
    Map<Integer, Contender> readers = new HashMap<>();
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] parts = line.split(" ", 3);
        Contender reader =
            readers.computeIfAbsent(Integer.parseInt(parts[1]), width -> contender.make(width));
        RemoteList list = RemoteList.ofLine(parts[2]);
        answers.println(
            parts[0].equals("live")
                ? Meter.liveBytes(reader, list)
                : meter.read(reader, list).toLine());
      }
    } finally {
      readers.values().forEach(Contender::close);
    }
    return 0;
  }
}
