package io.pagewalk.samples.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people unpack and start, as they do that; runs once it is packed. */
class DistributionIT {
  private static final Path ZIP = Path.of(System.getProperty("distribution"));

  @TempDir static Path place;

  @TempDir Path directory;

  private static Path unpacked;

  private final Map<String, String> environment =
      new HashMap<>(Map.of("JAVA_HOME", System.getProperty("java.home")));

  @BeforeAll
  static void unpack() throws Exception {
    Path target = Files.createDirectories(place.resolve("my own programs"));
    try (FileSystem zip =
            FileSystems.newFileSystem(ZIP, Map.of("enablePosixFileAttributes", "true"));
        Stream<Path> files = Files.walk(zip.getPath("/"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = target.resolve(file.toString().substring(1));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
        Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(file));
      }
    }
    try (Stream<Path> top = Files.list(target)) {
      unpacked = top.toList().get(0);
    }
  }

  private record Outcome(int status, String out, String err) {}

  private Outcome run(Path program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Path out = directory.resolve("stdout");
    Path err = directory.resolve("stderr");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().retainAll(List.of("PATH"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
      return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      process.destroyForcibly();
    }
  }

  private static Path program() {
    return unpacked.resolve("bin/bulk-export");
  }

  @Test
  void itHasWhatBelongsToIt() throws Exception {
    try (Stream<Path> files = Files.walk(unpacked)) {
      assertThat(files.filter(Files::isRegularFile).map(unpacked::relativize).map(Path::toString))
          .containsExactlyInAnyOrder(
              "bin/bulk-export",
              "bin/bulk-export.bat",
              "completion/bulk-export.bash",
              "lib/bulk-export.jar",
              "LICENSE",
              "REFERENCE.md");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(program())))
        .isEqualTo("rwxr-xr-x");
    assertThat(unpacked.resolve("REFERENCE.md")).hasSameTextualContentAs(Path.of("REFERENCE.md"));
    assertThat(Files.readString(unpacked.resolve("completion/bulk-export.bash")))
        .isEqualTo(Exporter.withoutConfiguration().arguments("completion").run().out());
    assertThat(Files.readString(unpacked.resolve("bin/bulk-export.bat")).split("\n"))
        .allSatisfy(line -> assertThat(line).endsWith("\r"));
  }

  @Test
  void itIsTheSameWheneverItIsPacked() throws Exception {
    Instant packed = Instant.parse(System.getProperty("distribution.timestamp"));
    try (ZipFile zip = new ZipFile(ZIP.toFile(), UTF_8)) {
      // In a zip times have no zone.
      assertThat(zip.stream().map(ZipEntry::getTimeLocal).distinct())
          .containsExactly(LocalDateTime.ofInstant(packed, ZoneOffset.UTC));
    }
  }

  @Test
  void itStartsThroughLinks() throws Exception {
    Path links = Files.createDirectories(directory.resolve("other links"));
    Files.createSymbolicLink(links.resolve("first"), program());
    Path second =
        Files.createSymbolicLink(directory.resolve("second"), Path.of("other links/first"));

    assertThat(run(second, "--version"))
        .isEqualTo(
            new Outcome(0, Exporter.withoutConfiguration().arguments("--version").run().out(), ""));
  }

  @Test
  void itExportsToWhereItIsStarted() throws Exception {
    environment.put("BULK_EXPORT_RATE", "1000000");

    Outcome outcome = run(program(), "--output", "my rows.ndjson");

    assertThat(outcome.err())
        .endsWith("100,000 rows of 1 instance in my rows.ndjson, 101 page requests\n");
    assertThat(outcome.status()).isZero();
    assertThat(Files.readAllLines(directory.resolve("my rows.ndjson"))).hasSize(100_000);
  }

  @Test
  void itsStatusIsTheProgramsOwn() throws Exception {
    assertThat(run(program(), "--output").status()).isEqualTo(2);
  }

  @Test
  void javaTakesItsOptionsOneByOne() throws Exception {
    environment.put("BULK_EXPORT_JAVA_OPTS", "-Xmx64m --dry-run");

    assertThat(run(program(), "--version")).isEqualTo(new Outcome(0, "", ""));
  }

  @Test
  void anOlderJavaIsToldApart() throws Exception {
    for (String version : List.of("1.8.0_392", "11.0.2", "16")) {
      Path bin = Files.createDirectories(directory.resolve(version).resolve("bin"));
      Path java = bin.resolve("java");
      Files.writeString(
          java, "#!/bin/sh\necho 'openjdk version \"%s\" 2019-01-15' >&2\n".formatted(version));
      assertThat(java.toFile().setExecutable(true)).isTrue();
      environment.put("JAVA_HOME", bin.getParent().toString());

      assertThat(run(program(), "--version"))
          .isEqualTo(
              new Outcome(
                  2,
                  "",
                  "bulk-export: needs Java 17 or newer; %s says: openjdk version \"%s\" 2019-01-15;"
                          .formatted(java, version)
                      + " try: set JAVA_HOME to a newer one\n"));
    }
  }

  @Test
  void aJavaThatIsNotThereIsTold() throws Exception {
    environment.put("JAVA_HOME", directory.toString());

    assertThat(run(program(), "--version"))
        .isEqualTo(
            new Outcome(
                2,
                "",
                "bulk-export: there is no "
                    + directory.resolve("bin/java")
                    + "; try: another JAVA_HOME, or none\n"));
  }
}
