package io.pagewalk.samples.export.settings;

import io.pagewalk.samples.export.output.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What the environment says in place of options. */
final class Variables {

  /** Read by the script that starts this program. */
  private static final String FOR_JAVA = OptionNames.PREFIX + "JAVA_OPTS";

  private final Map<String, String> environment;

  /**
   * @throws UsageException if there is a variable that looks like one of this program's, and is not
   */
  Variables(Map<String, String> environment, CommandSpec command) {
    this.environment = environment;
    List<String> known =
        command.options().stream()
            .filter(OptionNames::isVariable)
            .map(OptionNames::variable)
            .toList();
    for (String name : new TreeMap<>(environment).keySet()) {
      if (name.startsWith(OptionNames.PREFIX) && !known.contains(name) && !name.equals(FOR_JAVA)) {
        throw new UsageException(
            name + " in the environment stands for no option" + Nearest.question(name, known));
      }
    }
  }

  /** A variable that is not blank: a blank one counts as one that is not set. */
  Optional<String> get(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /** What stands for an option. */
  Optional<Setting> of(OptionSpec option) {
    String name = OptionNames.variable(option);
    return get(name).map(value -> new Setting(option, name, values(option, name, value)));
  }

  private static List<String> values(OptionSpec option, String name, String value) {
    if (option.typeInfo().isBoolean() && !value.equals("true") && !value.equals("false")) {
      throw new UsageException(name + ": must be true or false; was '" + value + "'");
    }
    if (!option.isMultiValue()) {
      return List.of(value);
    }
    List<String> values = new ArrayList<>();
    for (String part : value.split(",", -1)) {
      values.add(part.strip());
    }
    return values;
  }
}
