package io.pagewalk.samples.export;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine()
        .getOut()
        .print(AutoComplete.bash(Notices.PROGRAM, spec.root().commandLine()));
    spec.commandLine().getOut().flush();
    return Exit.ENDED.status();
  }
}
