package io.pagewalk.samples.export.settings;

import io.pagewalk.samples.export.output.NamedFile;
import io.pagewalk.samples.export.output.UsageException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/** The file that profiles are in: where it is, and what it says. */
final class ProfileFile {
  private static final String DIRECTORY = "pagewalk";
  private static final String NAME = "bulk-export.toml";

  private ProfileFile() {}

  /** Where it is if nobody names another; empty if the environment tells no home. */
  static Optional<Path> usual(Map<String, String> environment) {
    return directory(environment, "XDG_CONFIG_HOME")
        .or(() -> directory(environment, "APPDATA"))
        .or(() -> directory(environment, "HOME").map(home -> home.resolve(".config")))
        .map(configuration -> configuration.resolve(DIRECTORY).resolve(NAME));
  }

  private static Optional<Path> directory(Map<String, String> environment, String variable) {
    try {
      return Optional.ofNullable(environment.get(variable)).map(Path::of).filter(Path::isAbsolute);
    } catch (InvalidPathException noPlace) {
      return Optional.empty();
    }
  }

  /** The file that was named. */
  static Path named(Setting name) {
    return NamedFile.of(name.origin(), name.values().get(0));
  }

  /**
   * The tables of the file. What stands in it is not repeated, since it may be a secret.
   *
   * @throws UsageException if it cannot be read, or is not TOML
   */
  static JsonNode read(Path file) {
    try {
      return TomlMapper.shared().readTree(Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new UsageException("there is no file " + file + "; try: another --config");
    } catch (AccessDeniedException e) {
      throw new UsageException(file + ": may not be read; try: chmod u+r, or another --config");
    } catch (CharacterCodingException e) {
      throw new UsageException(file + ": must be text in UTF-8; try: to save it as such");
    } catch (IOException e) {
      throw new UsageException(file + ": cannot be read: " + e.getMessage());
    } catch (JacksonException notToml) {
      throw new UsageException(
          "%s, line %d: is not TOML: %s; try: KEY = \"text\", KEY = 5 or KEY = true below [NAME]"
              .formatted(file, notToml.getLocation().getLineNr(), notToml.getOriginalMessage()));
    }
  }
}
