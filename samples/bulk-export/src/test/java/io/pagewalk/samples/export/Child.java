package io.pagewalk.samples.export;

import io.pagewalk.samples.simulator.DcsSimulator;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program as a process of its own, with a small heap, in a directory of the test's. */
final class Child implements AutoCloseable {
  private static final String MAX_HEAP = "-Xmx64m";

  private final Process process;
  private final Path err;

  private Child(Process process, Path err) {
    this.process = process;
    this.err = err;
  }

  /**
   * Starts it with the tests' own classes, so that no jar has to be built before.
   *
   * @param environment what is added to this process's own, of which nothing configures an export
   */
  static Child start(Path directory, Map<String, String> environment, List<String> arguments)
      throws IOException {
    return start(directory, environment, withSignals(), arguments);
  }

  /** Starts it by another program, which takes a command as its last arguments. */
  static Child start(
      Path directory, Map<String, String> environment, List<String> by, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(by);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(MAX_HEAP);
    if (Runtime.version().feature() >= 22) {
      // As the runnable jar's manifest says; without it these JVMs write warnings of their own.
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(arguments);
    Path err = directory.resolve("stderr");
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectError(err.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.matches(".*CLOUD_SDK_.*|BULK_EXPORT_.*|XDG_CONFIG_HOME|APPDATA"));
    builder.environment().put("HOME", directory.toString());
    // The virtual machine would say on the standard error that it has read it.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().putAll(environment);
    return new Child(builder.start(), err);
  }

  /** What the environment must have to export from a simulator. */
  static Map<String, String> keys(DcsSimulator simulator) {
    return Map.of(
        "CLOUD_SDK_AK",
        simulator.options().accessKey(),
        "CLOUD_SDK_SK",
        simulator.options().secretKey());
  }

  /** A process that was started in the background of a shell hands on that it ignores SIGINT. */
  private static List<String> withSignals() {
    return new File("/proc/self/status").exists()
        ? List.of("env", "--default-signal=INT")
        : List.of();
  }

  Process process() {
    return process;
  }

  /** Sends a signal, such as INT. */
  void signal(String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** Waits for its end and gives its status. */
  int status() throws InterruptedException {
    return status(Duration.ofSeconds(100));
  }

  /** The same for one that may take longer. */
  int status(Duration atMost) throws InterruptedException {
    if (!process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("it does not end");
    }
    return process.exitValue();
  }

  /** What it wrote to the standard error, once it has ended. */
  List<String> errLines() throws IOException {
    return Files.readAllLines(err);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
