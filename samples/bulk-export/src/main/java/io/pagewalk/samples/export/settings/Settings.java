package io.pagewalk.samples.export.settings;

import io.pagewalk.samples.export.output.UsageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * What the environment and a profile say for the options that are not given: the environment goes
 * before the profile. They are put in front of the arguments as options are, so that every option
 * can be said so and is read as ever.
 */
public record Settings(List<Setting> all) {
  /** Nothing is said elsewhere. */
  public static final Settings NONE = new Settings(List.of());

  /**
   * Nothing for a command of its own, for a question such as {@code --help}, and where the
   * arguments cannot be read, which is told later.
   *
   * @param command to read the arguments with; not the one that is run
   * @throws UsageException if the environment or the profile cannot be used; the message says what
   *     is wrong and where
   */
  public static Settings of(
      CommandLine command, String[] arguments, Map<String, String> environment) {
    try {
      ParseResult given = command.parseArgs(arguments);
      boolean asks = given.isUsageHelpRequested() || given.isVersionHelpRequested();
      return asks || given.hasSubcommand() ? NONE : of(given, environment);
    } catch (ParameterException toldLater) {
      return NONE;
    }
  }

  private static Settings of(ParseResult given, Map<String, String> environment) {
    Variables variables = new Variables(environment, given.commandSpec());
    Optional<Setting> name = named(given, variables, "--profile");
    Map<String, Setting> profile =
        Profile.of(given.commandSpec(), environment, named(given, variables, "--config"), name);
    List<Setting> all = new ArrayList<>();
    for (OptionSpec option : given.commandSpec().options()) {
      if (!given.hasMatchedOption(option) && OptionNames.isKey(option)) {
        // What other programs are told as well does not change a profile that was asked for.
        boolean shared =
            name.isEmpty()
                && OptionNames.sharedVariable(option).flatMap(variables::get).isPresent();
        variables
            .of(option)
            .or(() -> Optional.ofNullable(shared ? null : profile.get(option.longestName())))
            .ifPresent(all::add);
      }
    }
    return new Settings(all);
  }

  private static Optional<Setting> named(ParseResult given, Variables variables, String name) {
    OptionSpec option = given.commandSpec().findOption(name);
    String value = given.matchedOptionValue(name, null);
    return value != null
        ? Optional.of(new Setting(option, name, List.of(value)))
        : variables.of(option);
  }

  /** With what was given behind it, which may name a command. */
  public String[] before(String[] given) {
    List<String> arguments = new ArrayList<>();
    all.forEach(setting -> arguments.addAll(setting.arguments()));
    arguments.addAll(Arrays.asList(given));
    return arguments.toArray(String[]::new);
  }

  /** What is wrong with an argument, with the place it really is from. */
  public String explain(ParameterException refused) {
    String message = String.valueOf(refused.getMessage());
    ArgSpec argument = refused.getArgSpec();
    if (argument instanceof OptionSpec option) {
      for (Setting setting : all) {
        if (setting.option().equals(option.longestName())) {
          // Picocli begins with the option.
          boolean begins = message.startsWith("Invalid value for ");
          return setting.origin()
              + ": "
              + (begins ? message.substring(message.indexOf(": ") + 2) : message);
        }
      }
    }
    return message;
  }

  /** A message, and which of the options that it speaks of were not given but are from here. */
  public String explain(String message) {
    return all.stream()
        .filter(setting -> setting.isMentionedIn(message))
        .map(setting -> "; " + setting)
        .collect(Collectors.joining("", message, ""));
  }
}
