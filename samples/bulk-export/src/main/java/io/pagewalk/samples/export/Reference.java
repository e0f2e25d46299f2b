package io.pagewalk.samples.export;

import io.pagewalk.samples.export.settings.OptionNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** The command that REFERENCE.md is written with: what the help says, and how else to say it. */
@Command(
    name = "reference",
    hidden = true,
    mixinStandardHelpOptions = true,
    usageHelpWidth = 80,
    customSynopsis = Notices.PROGRAM + " reference",
    description = "Prints the reference of this program, in Markdown.")
final class Reference implements Callable<Integer> {
  private static final String SETTINGS =
      """
      What an option says can also stand in the environment or in a profile. Options go before the
      environment, that before the profile, and that before the defaults. An error tells where a bad
      value is from, and `--verbose` where each setting is from.

      **Environment.** Under the name that the tables tell; `true` or `false` where the option takes
      no value, commas between the values of one that is repeatable. A blank variable counts as one
      that is not set. One that begins with `BULK_EXPORT_` and stands for no option is refused, but for
      `BULK_EXPORT_JAVA_OPTS`, the options of the Java that `bin/bulk-export` starts, such as `-Xmx1g`,
      divided by blanks; `JAVA_HOME` says which Java that is. What
      other programs are told as well (`HUAWEICLOUD_SDK_…`) comes below the own names and above
      `[default]`, but not above a profile that was asked for by its name.

      **Profiles.** A file in TOML: `$XDG_CONFIG_HOME/pagewalk/bulk-export.toml`, on Windows
      `%APPDATA%\\pagewalk\\bulk-export.toml`, or else `~/.config/pagewalk/bulk-export.toml`;
      `--config` names another. It has one table for each profile; its keys are the long names of the
      options, without the dashes:

      ```toml
      [default]
      region = "cn-north-4"
      rate = 5

      [nightly]
      region = "cn-north-4"
      instance-id = ["A", "B"]
      ordered = true
      output = "/var/lib/reports/tasks.ndjson.zst"
      checkpoint = "/var/lib/reports/state"
      ```

      `--profile` picks one; without it `[default]` is taken, if there is one. A profile takes nothing
      from another, nor from `[default]`. `--ordered=false` takes back what a profile says. A secret
      in the file is refused, as is a key that stands for no option.
      """;

  private final List<String> lines = new ArrayList<>();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    CommandSpec export = spec.root();
    lines.add("<!-- Written by " + spec.qualifiedName() + "; changes here are lost. -->");
    heading("# " + export.name());
    paragraphs(export.usageMessage().description());
    heading("## Options");
    HelpSections.of(export).forEach((heading, options) -> section(heading, options, true));
    heading("## Configuration");
    SETTINGS.lines().forEach(this::add);
    heading("## Files and keys");
    paragraphs(HelpSections.notes(export));
    heading("## Examples");
    examples();
    heading("## Exit status");
    statuses(export);
    export.subcommands().values().stream()
        .map(command -> command.getCommandSpec())
        .filter(command -> !command.usageMessage().hidden())
        .forEach(this::command);
    spec.commandLine().getOut().print(String.join("\n", lines).strip() + "\n");
    spec.commandLine().getOut().flush();
    return Exit.ENDED.status();
  }

  private void command(CommandSpec command) {
    heading("## " + command.qualifiedName());
    paragraphs(command.usageMessage().description());
    section("", command.options(), false);
    add("");
    paragraphs(command.usageMessage().footer());
    statuses(command);
  }

  /** Never two empty lines in a row. */
  private void add(String line) {
    if (!line.isEmpty() || !lines.get(lines.size() - 1).isEmpty()) {
      lines.add(line);
    }
  }

  private void heading(String text) {
    add("");
    add(text);
    add("");
  }

  /** Lines that are set in stand in a block of their own, as commands do. */
  private void paragraphs(String... paragraphs) {
    boolean block = false;
    for (String line : paragraphs) {
      boolean setIn = line.startsWith("    ");
      if (setIn != block) {
        add("");
      }
      block = setIn;
      add(setIn ? line : text(line));
    }
  }

  private void section(String heading, List<OptionSpec> options, boolean settable) {
    if (!heading.isEmpty()) {
      heading("### " + heading);
    }
    add(
        settable
            ? "| option | what it says | environment | profile |"
            : "| option | what it says |");
    add(settable ? "|---|---|---|---|" : "|---|---|");
    options.stream()
        .filter(option -> !option.hidden())
        .forEach(option -> add(row(option, settable)));
  }

  private static String row(OptionSpec option, boolean settable) {
    String names =
        String.join(", ", option.names())
            + (option.typeInfo().isBoolean() ? "" : " " + option.paramLabel());
    String row = "| `" + names + "` | " + text(String.join(" ", option.description())) + " |";
    return settable ? row + cell(variables(option)) + cell(keys(option)) : row;
  }

  private static List<String> variables(OptionSpec option) {
    List<String> variables = new ArrayList<>();
    if (OptionNames.isVariable(option)) {
      variables.add(OptionNames.variable(option));
      OptionNames.sharedVariable(option).ifPresent(variables::add);
    }
    return variables;
  }

  private static List<String> keys(OptionSpec option) {
    return OptionNames.isKey(option) ? List.of(OptionNames.key(option)) : List.of();
  }

  private static String cell(List<String> names) {
    return names.stream()
        .map(name -> "`" + name + "`")
        .collect(Collectors.joining(", ", " ", " |"));
  }

  private void examples() {
    for (Example example : Example.ALL) {
      add(example.what());
      add("");
      add("```sh");
      example.command().forEach(this::add);
      add("```");
      add("");
    }
  }

  private void statuses(CommandSpec command) {
    Map<String, String> statuses = command.usageMessage().exitCodeList();
    if (!statuses.isEmpty()) {
      add("");
      add("| status | what it means |");
      add("|---|---|");
      statuses.forEach((status, meaning) -> add("| " + status + " | " + text(meaning) + " |"));
    }
  }

  /** What Markdown would take for its own. */
  private static String text(String plain) {
    return plain.replaceAll("[|<*_\\[\\]`]", "\\\\$0");
  }
}
