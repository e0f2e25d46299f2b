package io.pagewalk.samples.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The libraries of the contenders, as this was built with them. */
final class Versions implements IVersionProvider {

  @Override
  public String[] getVersion() throws IOException {
    return new String[] {line()};
  }

  /** On one line, each with its version; this JVM's comes last. */
  static String line() throws IOException {
    try (InputStream built =
        Objects.requireNonNull(Versions.class.getResourceAsStream("versions.txt"))) {
      String libraries = new String(built.readAllBytes(), StandardCharsets.UTF_8).strip();
      return libraries + ", Java " + Runtime.version();
    }
  }
}
