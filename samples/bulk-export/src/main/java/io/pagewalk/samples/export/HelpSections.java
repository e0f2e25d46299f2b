package io.pagewalk.samples.export;

import io.pagewalk.samples.export.settings.SettingsOptions;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Lists the options in the help under headings, by the class that declares them. (Picocli's own
 * groups do that, too, but lose what was given before an option that is given twice.)
 */
final class HelpSections {
  private static final Map<Class<?>, String> HEADINGS = new LinkedHashMap<>();

  static {
    HEADINGS.put(ServiceOptions.class, "From where");
    HEADINGS.put(WalkingOptions.class, "Which rows, and how fast");
    HEADINGS.put(OutputOptions.class, "To where");
    HEADINGS.put(LoggingOptions.class, "What is told");
    HEADINGS.put(SettingsOptions.class, "Settings");
  }

  private static final String OTHER = "Other";
  private static final String EXAMPLES = "Examples";

  /** Marks that a line might end behind, and the first of the letters that stand in for them. */
  private static final String MARKS = ".?/";

  private static final char STAND_IN = '\uE000';

  private static final Pattern WITHIN_A_WORD = Pattern.compile("[.?/](?=\\S)");

  private HelpSections() {}

  static void install(CommandLine command) {
    command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpSections::render);
    UsageMessageSpec usage = command.getCommandSpec().usageMessage();
    usage.exitCodeListHeading("%nExit status%n").exitCodeList(Exit.meanings());
    List<String> footer = new ArrayList<>(Arrays.asList(usage.footer()));
    footer.add("");
    footer.add(EXAMPLES);
    for (Example example : Example.ALL) {
      footer.add("  " + example.what());
      example.command().forEach(line -> footer.add("    " + line));
    }
    usage.footer(footer.toArray(String[]::new));
  }

  /** What the help says below the options, without the examples. */
  static String[] notes(CommandSpec command) {
    return Arrays.stream(command.usageMessage().footer())
        .takeWhile(line -> !line.equals(EXAMPLES))
        .toArray(String[]::new);
  }

  /** The options by their headings. */
  static Map<String, List<OptionSpec>> of(CommandSpec command) {
    Map<String, List<OptionSpec>> sections = new LinkedHashMap<>();
    HEADINGS.values().forEach(heading -> sections.put(heading, new ArrayList<>()));
    sections.put(OTHER, new ArrayList<>());
    for (OptionSpec option : command.options()) {
      Objects.requireNonNull(sections.get(heading(option))).add(option);
    }
    return sections;
  }

  private static String render(Help rendered) {
    StringBuilder text = new StringBuilder();
    of(rendered.commandSpec())
        .forEach((heading, options) -> section(text, heading, options, rendered));
    String help = text.toString();
    for (int mark = 0; mark < MARKS.length(); mark++) {
      help = help.replace((char) (STAND_IN + mark), MARKS.charAt(mark));
    }
    return help;
  }

  /** Picocli ends lines within words too, behind their dots: {@code FILE.} and {@code part}. */
  private static OptionSpec unbroken(OptionSpec option) {
    String[] description =
        Arrays.stream(option.description())
            .map(line -> WITHIN_A_WORD.matcher(line).replaceAll(HelpSections::standIn))
            .map(line -> line.replace("%", "%%"))
            .toArray(String[]::new);
    // A builder takes over the variables that the names were made of, not the names.
    return option.toBuilder().names(option.names()).description(description).build();
  }

  private static String standIn(MatchResult mark) {
    return String.valueOf((char) (STAND_IN + MARKS.indexOf(mark.group())));
  }

  private static String heading(OptionSpec option) {
    return option.userObject() instanceof Field field
        ? HEADINGS.getOrDefault(field.getDeclaringClass(), OTHER)
        : OTHER;
  }

  private static void section(
      StringBuilder text, String heading, List<OptionSpec> options, Help help) {
    Help.Layout layout = help.createDefaultLayout();
    layout.addOptions(
        options.stream().map(HelpSections::unbroken).toList(), help.parameterLabelRenderer());
    text.append(System.lineSeparator())
        .append(heading)
        .append(System.lineSeparator())
        .append(layout);
  }
}
