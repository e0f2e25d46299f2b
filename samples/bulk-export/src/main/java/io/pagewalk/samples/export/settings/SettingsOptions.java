package io.pagewalk.samples.export.settings;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where to look for what the other options do not say. */
public final class SettingsOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The file of profiles, in TOML. Default: pagewalk/bulk-export.toml in the directory that"
              + " XDG_CONFIG_HOME or APPDATA names, or else in ~/.config.")
  @Nullable String config;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "The profile to take from it. Default: default, if there is one.")
  @Nullable String profile;
}
