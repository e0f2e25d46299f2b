package io.pagewalk.samples.export.settings;

import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What stands for an option that was not given.
 *
 * @param option the option's longest name
 * @param origin where it was said, for people
 * @param values more than one only for an option that can be repeated
 */
public record Setting(String option, String origin, List<String> values) {

  Setting(OptionSpec option, String origin, List<String> values) {
    this(option.longestName(), origin, values);
  }

  /** What would have to be given to say the same. */
  List<String> arguments() {
    return values.stream().map(value -> option + "=" + value).toList();
  }

  boolean isMentionedIn(String text) {
    return Pattern.compile(Pattern.quote(option) + "(?![\\w-])").matcher(text).find();
  }

  @Override
  public String toString() {
    return option + " is from " + origin;
  }
}
