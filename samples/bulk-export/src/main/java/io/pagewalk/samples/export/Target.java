package io.pagewalk.samples.export;

import io.pagewalk.dcs.Credentials;
import io.pagewalk.dcs.DcsEnvironment;
import io.pagewalk.dcs.Region;
import io.pagewalk.samples.export.output.UsageException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whose tasks are exported: those of a service, or the made-up ones of a simulator. */
sealed interface Target {

  /** As the report says it. */
  String name();

  /** The simulator of the other sample, inside this program. */
  record EmbeddedSimulator() implements Target {
    static final int TASKS = 100_000;

    @Override
    public String name() {
      return "embedded simulator";
    }
  }

  /**
   * A service that can be asked.
   *
   * @param endpoint null where the region gives it
   * @param region null where there are both an endpoint and a project
   * @param projectId null where it is looked up by the region
   */
  record Service(
      @Nullable URI endpoint,
      @Nullable Region region,
      @Nullable String projectId,
      Credentials credentials)
      implements Target {

    @Override
    public String name() {
      URI where = region == null || endpoint != null ? endpoint : region.dcsEndpoint();
      return String.valueOf(where);
    }
  }

  /**
   * What the command line and the environment say together; the command line goes first. The
   * simulator is chosen only if they say nothing at all: half a configuration is a mistake, and
   * must not look like a successful export.
   *
   * @throws UsageException if something is missing or cannot be used; the message says what
   */
  static Target of(ServiceOptions options, Map<String, String> variables) {
    DcsEnvironment environment = read(variables);
    Region region = options.region != null ? options.region : environment.region().orElse(null);
    String projectId =
        options.projectId != null ? options.projectId : environment.projectId().orElse(null);
    Credentials credentials = environment.credentials().orElse(null);

    List<String> given = new ArrayList<>();
    add(given, options.endpoint != null, "--endpoint");
    add(given, region != null, options.region != null ? "--region" : "HUAWEICLOUD_SDK_REGION");
    add(
        given,
        projectId != null,
        options.projectId != null ? "--project-id" : "HUAWEICLOUD_SDK_PROJECT_ID");
    add(given, !options.instanceIds.isEmpty(), "--instance-id");
    add(given, credentials != null, "keys");
    if (given.isEmpty()) {
      return new EmbeddedSimulator();
    }

    List<String> missing = new ArrayList<>();
    boolean somewhere = options.endpoint != null || region != null;
    add(missing, !somewhere, "the place (--region NAME or --endpoint URL)");
    add(
        missing,
        somewhere && projectId == null && region == null,
        "the project (--project-id ID, or --region NAME to look it up by)");
    if (credentials == null || !missing.isEmpty()) {
      add(
          missing,
          credentials == null,
          "the keys (HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, or CLOUD_SDK_AK and CLOUD_SDK_SK,"
              + " in the environment)");
      throw new UsageException(
          "half a configuration: given "
              + (given.size() == 1 ? "is " : "are ")
              + String.join(", ", given)
              + "; missing "
              + (missing.size() == 1 ? "is " : "are ")
              + String.join(" and ", missing));
    }
    return new Service(options.endpoint, region, projectId, credentials);
  }

  private static DcsEnvironment read(Map<String, String> variables) {
    try {
      return DcsEnvironment.of(variables);
    } catch (IllegalStateException refused) {
      throw new UsageException("environment: " + refused.getMessage());
    }
  }

  private static void add(List<String> list, boolean condition, String what) {
    if (condition) {
      list.add(what);
    }
  }
}
