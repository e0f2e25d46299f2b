package io.pagewalk.samples.service;

import io.pagewalk.dcs.Credentials;
import io.pagewalk.dcs.DcsEnvironment;
import io.pagewalk.dcs.Region;
import io.pagewalk.reactive.dcs.DcsClient;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;

/**
 * Starts the service: {@code reactive-service [PORT]}. The rest comes from the environment:
 *
 * <ul>
 *   <li>{@code HUAWEICLOUD_SDK_AK} and {@code HUAWEICLOUD_SDK_SK}, or the other names of {@link
 *       DcsEnvironment}: the keys;
 *   <li>{@code HUAWEICLOUD_SDK_REGION}, or else {@code DCS_ENDPOINT}: where the DCS API is;
 *   <li>{@code HUAWEICLOUD_SDK_PROJECT_ID}: the project; may be left out where there is a region;
 *   <li>{@code PORT} and {@code HOST}: where to listen; 8080 of 127.0.0.1 by default. The service
 *       asks nobody who they are.
 * </ul>
 */
public final class Main {

  private static final int USAGE = 2;

  private Main() {}

  /** Runs until it is interrupted; the exit code is 2 if it cannot start. */
  public static void main(String[] arguments) {
    try {
      run(arguments, System.getenv());
    } catch (RuntimeException cannotStart) {
      System.err.println("reactive-service: " + cannotStart.getMessage());
      System.exit(USAGE);
    }
  }

  private static void run(String[] arguments, Map<String, String> environment) {
    int port = port(arguments, environment);
    DcsClient dcs = client(environment);
    TaskService service =
        TaskService.start(environment.getOrDefault("HOST", "127.0.0.1"), port, dcs);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(service, dcs), "close"));
    InetSocketAddress address = service.address();
    System.out.println("listening on http://" + address.getHostString() + ":" + address.getPort());
    service.awaitClose();
  }

  private static void close(TaskService service, DcsClient dcs) {
    service.close();
    dcs.close();
  }

  /**
   * @throws IllegalArgumentException if there are other arguments, or it is no port
   */
  static int port(String[] arguments, Map<String, String> environment) {
    if (arguments.length > 1) {
      throw new IllegalArgumentException("usage: reactive-service [PORT]");
    }
    String port = arguments.length == 1 ? arguments[0] : environment.getOrDefault("PORT", "8080");
    if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
      throw new IllegalArgumentException("PORT must be 0 to 65535; was " + port);
    }
    return Integer.parseInt(port);
  }

  /**
   * @throws RuntimeException if something is missing or not usable; the message names it
   */
  static DcsClient client(Map<String, String> variables) {
    DcsEnvironment environment = DcsEnvironment.of(variables);
    String endpoint = variables.getOrDefault("DCS_ENDPOINT", "");
    if (environment.region().isEmpty() && endpoint.isBlank()) {
      throw new IllegalStateException(
          "nowhere to ask: set HUAWEICLOUD_SDK_REGION, such as cn-north-4, or DCS_ENDPOINT");
    }
    if (environment.region().isEmpty() && environment.projectId().isEmpty()) {
      throw new IllegalStateException(
          "no project: set HUAWEICLOUD_SDK_PROJECT_ID, or HUAWEICLOUD_SDK_REGION to find it by");
    }
    DcsClient.Builder dcs = DcsClient.builder().credentials(Credentials.fromEnvironment(variables));
    environment.region().map(Region::name).ifPresent(dcs::region);
    environment.projectId().ifPresent(dcs::projectId);
    if (!endpoint.isBlank()) {
      dcs.endpoint(uri("DCS_ENDPOINT", endpoint));
    }
    return dcs.build();
  }

  private static URI uri(String variable, String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException malformed) {
      throw new IllegalArgumentException(
          variable + " must be http(s)://host[:port]; was " + text, malformed);
    }
  }
}
