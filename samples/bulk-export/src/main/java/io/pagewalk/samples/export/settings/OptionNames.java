package io.pagewalk.samples.export.settings;

import java.lang.reflect.Field;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/** How an option is called in the environment and in a profile. */
public final class OptionNames {
  public static final String PREFIX = "BULK_EXPORT_";

  private OptionNames() {}

  /** Such as {@code BULK_EXPORT_PAGE_SIZE}. */
  public static String variable(OptionSpec option) {
    return PREFIX + key(option).toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** Such as {@code page-size}. */
  public static String key(OptionSpec option) {
    return option.longestName().replaceFirst("^-+", "");
  }

  /** A variable that other programs read, too. */
  public static Optional<String> sharedVariable(OptionSpec option) {
    return field(option).map(it -> it.getAnnotation(AlsoFrom.class)).map(AlsoFrom::value);
  }

  /** Whether the environment can say it: not what is asked for once, such as the help. */
  public static boolean isVariable(OptionSpec option) {
    return !option.usageHelp() && !option.versionHelp();
  }

  /** Whether a profile can say it: not which profile to take. */
  public static boolean isKey(OptionSpec option) {
    return isVariable(option)
        && field(option).stream().noneMatch(it -> it.getDeclaringClass() == SettingsOptions.class);
  }

  private static Optional<Field> field(OptionSpec option) {
    return option.userObject() instanceof Field field ? Optional.of(field) : Optional.empty();
  }
}
