package io.pagewalk.samples.export;

import io.pagewalk.dcs.Region;
import io.pagewalk.samples.export.settings.AlsoFrom;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say whose tasks are exported. */
final class ServiceOptions {

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      converter = Converters.Endpoint.class,
      description = "Where the service is, in place of the region's own endpoint.")
  @Nullable URI endpoint;

  @AlsoFrom("HUAWEICLOUD_SDK_REGION")
  @Option(
      names = "--region",
      paramLabel = "NAME",
      converter = Converters.RegionName.class,
      description = "The region, such as cn-north-4. It gives the endpoint and the project.")
  @Nullable Region region;

  @AlsoFrom("HUAWEICLOUD_SDK_PROJECT_ID")
  @Option(
      names = "--project-id",
      paramLabel = "ID",
      converter = Converters.Id.class,
      description = "The project; looked up by the region if it is not given.")
  @Nullable String projectId;

  @Option(
      names = "--instance-id",
      paramLabel = "ID",
      converter = Converters.Id.class,
      description = "An instance to export; repeatable. None: all instances of the project.")
  List<String> instanceIds = new ArrayList<>();
}
