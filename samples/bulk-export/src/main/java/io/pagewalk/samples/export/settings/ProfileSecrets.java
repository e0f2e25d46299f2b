package io.pagewalk.samples.export.settings;

import io.pagewalk.dcs.DcsList;
import io.pagewalk.dcs.DcsLists;
import io.pagewalk.samples.export.output.UsageException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;

/** Refuses secrets in a file of profiles, in whichever of them; never repeats one. */
final class ProfileSecrets {
  private static final Pattern KEY =
      Pattern.compile(
          "(?:.*[-_.])?(?:ak|sk|pwd|keys?)"
              + "|.*(?:passw|passphrase|secret|token|credential|(?:access|secret|api|private)[-_.]?key).*");

  /** What a list is asked with, in a table of the option for it. */
  private static final Set<String> PARAMETERS =
      DcsLists.all().stream()
          .flatMap(list -> list.parameters().stream())
          .map(DcsList.Parameter::name)
          .collect(Collectors.toUnmodifiableSet());

  private static final Pattern URL_WITH_PASSWORD =
      Pattern.compile("://[^/?#@]*:[^/?#@]*@|(?i:[?&](?:password|passwd|pwd)=)");

  private final CommandSpec command;

  private ProfileSecrets(CommandSpec command) {
    this.command = command;
  }

  /**
   * @throws UsageException if there is one
   */
  static void refuse(Path file, JsonNode profiles, CommandSpec command) {
    ProfileSecrets secrets = new ProfileSecrets(command);
    for (Map.Entry<String, JsonNode> entry : profiles.properties()) {
      if (entry.getValue().isObject()) {
        secrets.look(file + ": [" + entry.getKey() + "] ", entry.getValue());
      } else {
        secrets.look(file + ": ", entry.getKey(), entry.getValue());
      }
    }
  }

  private void look(String place, JsonNode table) {
    table.properties().forEach(entry -> look(place, entry.getKey(), entry.getValue()));
  }

  private void look(String place, String key, JsonNode value) {
    boolean known = command.findOption("--" + key) != null || PARAMETERS.contains(key);
    if (!known && KEY.matcher(key.toLowerCase(Locale.ROOT)).matches()) {
      throw new UsageException(
          place
              + key
              + ": a file of profiles must have no secrets in it; put keys into the environment"
              + " (HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, or CLOUD_SDK_AK and CLOUD_SDK_SK), the"
              + " password of a database too (PGPASSWORD)");
    }
    if (value.isString() && URL_WITH_PASSWORD.matcher(value.asString()).find()) {
      throw new UsageException(
          place
              + key
              + ": must have no password in it; put that into the environment variable PGPASSWORD"
              + " or the file ~/.pgpass");
    }
    if (value.isObject()) {
      look(place + key + ".", value);
    } else {
      value.forEach(element -> look(place, key, element));
    }
  }
}
