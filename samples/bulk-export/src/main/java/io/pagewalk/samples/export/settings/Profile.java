package io.pagewalk.samples.export.settings;

import io.pagewalk.samples.export.output.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tools.jackson.databind.JsonNode;

/** One table of the file of profiles. No profile takes anything from another. */
final class Profile {
  private static final String DEFAULT = "default";

  private final String place;
  private final JsonNode table;
  private final CommandSpec command;

  private Profile(Path file, String name, JsonNode table, CommandSpec command) {
    this.place = file + ": [" + name + "]";
    this.table = table;
    this.command = command;
  }

  /**
   * What it says, by the names of the options.
   *
   * @param file the file if one was named; that must be there
   * @param name the profile if one was named; that must be there
   * @throws UsageException if the file or the profile is missing or cannot be used
   */
  static Map<String, Setting> of(
      CommandSpec command,
      Map<String, String> environment,
      Optional<Setting> file,
      Optional<Setting> name) {
    Optional<Path> path = file.map(ProfileFile::named).or(() -> ProfileFile.usual(environment));
    if (path.isEmpty() || (file.isEmpty() && name.isEmpty() && !Files.exists(path.get()))) {
      if (name.isPresent()) {
        throw new UsageException(
            name.get().origin() + " must go with a file of profiles; try: --config FILE");
      }
      return Map.of();
    }
    JsonNode profiles = ProfileFile.read(path.get());
    ProfileSecrets.refuse(path.get(), profiles, command);
    refuseLooseKeys(path.get(), profiles);
    String wanted = name.map(it -> it.values().get(0)).orElse(DEFAULT);
    JsonNode table = profiles.get(wanted);
    if (table == null) {
      // A file that was not asked for may be for others to take from.
      if (name.isPresent() || (file.isPresent() && !profiles.isEmpty())) {
        throw new UsageException(
            "%s: has no profile [%s]%s; it has: %s"
                .formatted(
                    path.get(),
                    wanted,
                    Nearest.question(wanted, profiles.propertyNames()),
                    String.join(", ", profiles.propertyNames())));
      }
      return Map.of();
    }
    return new Profile(path.get(), wanted, table, command).settings();
  }

  private static void refuseLooseKeys(Path file, JsonNode profiles) {
    for (Map.Entry<String, JsonNode> entry : profiles.properties()) {
      if (!entry.getValue().isObject()) {
        throw new UsageException(
            "%s: %s stands in no profile; try: a line [%s] above it"
                .formatted(file, entry.getKey(), DEFAULT));
      }
    }
  }

  private Map<String, Setting> settings() {
    Map<String, OptionSpec> known = new LinkedHashMap<>();
    command.options().forEach(option -> known.put(OptionNames.key(option), option));
    List<String> keys =
        known.entrySet().stream()
            .filter(entry -> OptionNames.isKey(entry.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    Map<String, Setting> settings = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : table.properties()) {
      String key = entry.getKey();
      String origin = place + " " + key;
      OptionSpec option = known.get(key);
      if (option == null) {
        throw new UsageException(origin + ": stands for no option" + Nearest.question(key, keys));
      }
      if (!OptionNames.isKey(option)) {
        throw new UsageException(
            origin + ": has no place in a profile; give " + option.longestName() + " as an option");
      }
      settings.put(
          option.longestName(),
          new Setting(option, origin, values(option, origin, entry.getValue())));
    }
    return settings;
  }

  private static List<String> values(OptionSpec option, String origin, JsonNode node) {
    List<String> values = new ArrayList<>();
    Class<?>[] types = option.auxiliaryTypes();
    Kind kind = Kind.of(types[types.length - 1]);
    if (option.typeInfo().isMap() && node.isObject()) {
      node.properties()
          .forEach(it -> values.add(it.getKey() + "=" + kind.read(it.getValue(), origin)));
    } else if (option.isMultiValue() && node.isArray()) {
      node.forEach(element -> values.add(kind.read(element, origin)));
    } else {
      values.add(kind.read(node, origin));
    }
    return values;
  }

  /** What TOML calls the values of an option. */
  private enum Kind {
    FLAG("true or false, without quotes"),
    NUMBER("a number, without quotes"),
    TEXT("a text in quotes");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    static Kind of(Class<?> type) {
      if (type == boolean.class || type == Boolean.class) {
        return FLAG;
      }
      boolean number = type.isPrimitive() || Number.class.isAssignableFrom(type);
      return number ? NUMBER : TEXT;
    }

    /** The text that the command line would have; a wrong one is not repeated. */
    String read(JsonNode node, String origin) {
      boolean fits =
          switch (this) {
            case FLAG -> node.isBoolean();
            case NUMBER -> node.isNumber();
            case TEXT -> node.isString();
          };
      if (!fits) {
        throw new UsageException(origin + ": must be " + words);
      }
      return node.asString();
    }
  }
}
