package io.pagewalk.samples.benchmarks;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What commands have in common towards those who call them. */
final class Usage {

  private Usage() {}

  /**
   * Looks at the value of an option.
   *
   * @throws ParameterException if it is too small
   */
  static void check(CommandSpec spec, String option, int value, int least) {
    if (value < least) {
      throw new ParameterException(
          spec.commandLine(), "%s must be %d or more; was %d".formatted(option, least, value));
    }
  }

  /** Tells of progress: a measurement takes minutes. */
  static void say(CommandSpec spec, String what) {
    spec.commandLine().getErr().println("benchmarks: " + what);
  }
}
