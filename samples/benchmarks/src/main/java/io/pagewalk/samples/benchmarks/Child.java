package io.pagewalk.samples.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Another process of this program, which answers a line with a line. It ends with this one. */
final class Child implements AutoCloseable {

  private final Process process;
  private final PrintStream to;
  private final BufferedReader from;
  private final String what;

  /**
   * Starts one.
   *
   * @param cpus the processors it may use, as taskset takes them; empty for any
   * @param jvm options of its JVM
   * @param arguments the command and what it takes
   */
  Child(String cpus, List<String> jvm, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (!cpus.isEmpty()) {
      command.addAll(List.of("taskset", "-c", cpus));
    }
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(jvm);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    this.what = String.join(" ", arguments);
    this.process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    this.to = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    this.from = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Sends a line and waits for the answer. */
  String ask(String line) throws IOException {
    to.println(line);
    return read();
  }

  /**
   * Waits for a line.
   *
   * @throws IOException if the process ends without one
   */
  String read() throws IOException {
    String line = from.readLine();
    if (line == null) {
      throw new IOException(ending());
    }
    return line;
  }

  /**
   * Looks whether it still runs.
   *
   * @throws IOException if it does not
   */
  void check() throws IOException {
    if (!process.isAlive()) {
      throw new IOException(ending());
    }
  }

  private String ending() {
    return "the process '" + what + "' ended early; it may have said why above";
  }

  @Override
  public void close() {
    to.close();
    process.destroy();
  }
}
