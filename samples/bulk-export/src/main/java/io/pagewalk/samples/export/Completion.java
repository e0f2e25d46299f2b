package io.pagewalk.samples.export;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** The command that tells a shell how to complete the others. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    usageHelpWidth = 80,
    customSynopsis = Notices.PROGRAM + " completion",
    description = {"Prints a script that completes options and their values in bash and zsh.", ""},
    footer = {
      "",
      "For this shell, and in ~/.bashrc or ~/.zshrc for every one (zsh: below compinit):",
      "    source <(bulk-export completion)",
      "For everybody, where bash-completion is installed:",
      "    bulk-export completion > /usr/share/bash-completion/completions/bulk-export"
    })
final class Completion implements Callable<Integer> {

  /** What picocli writes for an option of text. */
  private static final String NOTHING =
      """
          '%s')
            return
            ;;
      """;

  /** Its own for files is for options of a type of its choice. */
  private static final String FILES =
      """
          '%s')
            local IFS=$'\\n'
            type compopt &>/dev/null && compopt -o filenames
            COMPREPLY=( $( compgen -f -- "${curr_word}" ) )
            return $?
            ;;
      """;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    String script = AutoComplete.bash(Notices.PROGRAM, spec.root().commandLine());
    for (OptionSpec option : spec.root().options()) {
      if (option.paramLabel().equals("FILE")) {
        script =
            script.replace(
                NOTHING.formatted(option.longestName()), FILES.formatted(option.longestName()));
      }
    }
    spec.commandLine().getOut().print(script);
    spec.commandLine().getOut().flush();
    return Exit.ENDED.status();
  }
}
