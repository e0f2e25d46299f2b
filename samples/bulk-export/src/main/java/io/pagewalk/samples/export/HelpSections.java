package io.pagewalk.samples.export;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
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
    HEADINGS.put(WalkingOptions.class, "Which tasks, and how fast");
    HEADINGS.put(OutputOptions.class, "To where");
    HEADINGS.put(SettingsOptions.class, "Settings");
  }

  /** A character without width that no line ends at. */
  private static final String JOINER = "\u2060";

  private static final Pattern WITHIN_A_WORD = Pattern.compile("(?<=\\S)[.?/](?=\\S)");

  private HelpSections() {}

  static void install(CommandLine command) {
    command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpSections::render);
  }

  private static String render(Help help) {
    Map<String, List<OptionSpec>> sections =
        help.commandSpec().options().stream()
            .collect(
                Collectors.groupingBy(
                    HelpSections::heading, LinkedHashMap::new, Collectors.toList()));
    StringBuilder text = new StringBuilder();
    HEADINGS
        .values()
        .forEach(
            heading -> section(text, heading, sections.getOrDefault(heading, List.of()), help));
    section(text, "Other", sections.getOrDefault("", List.of()), help);
    return text.toString().replace(JOINER, "");
  }

  /** Picocli ends lines within words too, behind their dots: {@code FILE.} and {@code part}. */
  private static OptionSpec unbroken(OptionSpec option) {
    String[] description =
        Arrays.stream(option.description())
            .map(line -> WITHIN_A_WORD.matcher(line).replaceAll(JOINER + "$0" + JOINER))
            .toArray(String[]::new);
    return option.toBuilder().description(description).build();
  }

  private static String heading(OptionSpec option) {
    return option.userObject() instanceof Field field
        ? HEADINGS.getOrDefault(field.getDeclaringClass(), "")
        : "";
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
