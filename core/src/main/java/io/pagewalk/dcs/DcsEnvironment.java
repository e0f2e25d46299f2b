package io.pagewalk.dcs;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What environment variables say about who is asking, and where.
 *
 * <ul>
 *   <li>{@code HUAWEICLOUD_SDK_AK} and {@code HUAWEICLOUD_SDK_SK}, the names that the vendor's SDK
 *       reads, or else {@code CLOUD_SDK_AK} and {@code CLOUD_SDK_SK}, the names in the samples of
 *       the API's page: the keys. Both must be of one family; where both families are set, the
 *       first is taken.
 *   <li>{@code HUAWEICLOUD_SDK_SECURITY_TOKEN}: makes the keys that are taken temporary ones, of
 *       whichever family they are, since the other family has no name for it.
 *   <li>{@code HUAWEICLOUD_SDK_REGION} and {@code HUAWEICLOUD_SDK_PROJECT_ID}.
 * </ul>
 *
 * <p>A blank variable counts as one that is not set.
 */
public final class DcsEnvironment {

  static final String KEY_VARIABLES =
      "set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, or CLOUD_SDK_AK and CLOUD_SDK_SK (and"
          + " HUAWEICLOUD_SDK_SECURITY_TOKEN for temporary keys)";

  private static final String[] FAMILIES = {"HUAWEICLOUD_SDK_", "CLOUD_SDK_"};
  private static final String SECURITY_TOKEN = "HUAWEICLOUD_SDK_SECURITY_TOKEN";
  private static final String REGION = "HUAWEICLOUD_SDK_REGION";
  private static final String PROJECT_ID = "HUAWEICLOUD_SDK_PROJECT_ID";

  private final Optional<Credentials> credentials;
  private final Optional<Region> region;
  private final Optional<String> projectId;

  private DcsEnvironment(Map<String, String> variables) {
    credentials = Optional.ofNullable(credentials(variables));
    region = Optional.ofNullable(get(variables, REGION)).map(DcsEnvironment::region);
    projectId = Optional.ofNullable(get(variables, PROJECT_ID)).map(DcsEnvironment::projectId);
  }

  /**
   * This process's environment.
   *
   * @throws IllegalStateException as {@link #of}
   */
  public static DcsEnvironment current() {
    return of(System.getenv());
  }

  /**
   * Reads an environment.
   *
   * @throws IllegalStateException if a family has one key of a pair but not the other, if there is
   *     a security token but no key, or if a value is not one that can be used; the message names
   *     the variable and does not repeat a secret
   */
  public static DcsEnvironment of(Map<String, String> variables) {
    return new DcsEnvironment(variables);
  }

  /** The keys; empty where none is set. */
  public Optional<Credentials> credentials() {
    return credentials;
  }

  /** The region; empty where none is set. */
  public Optional<Region> region() {
    return region;
  }

  /** The project id; empty where none is set. */
  public Optional<String> projectId() {
    return projectId;
  }

  @Override
  public String toString() {
    return "DcsEnvironment["
        + credentials.map(Credentials::toString).orElse("no credentials")
        + ", region "
        + region.map(Region::name).orElse("not set")
        + ", project id "
        + projectId.orElse("not set")
        + "]";
  }

  private static @Nullable Credentials credentials(Map<String, String> variables) {
    String family = null;
    for (String candidate : FAMILIES) {
      // Every family is looked at: half a pair is a mistake wherever it stands.
      if (hasPair(variables, candidate) && family == null) {
        family = candidate;
      }
    }
    String securityToken = get(variables, SECURITY_TOKEN);
    if (family == null) {
      if (securityToken != null) {
        throw new IllegalStateException(
            SECURITY_TOKEN + " is set, but no keys to go with it: " + KEY_VARIABLES);
      }
      return null;
    }
    String accessKey = get(variables, family + "AK");
    String secretKey = get(variables, family + "SK");
    if (accessKey == null || secretKey == null) {
      return null;
    }
    try {
      return securityToken == null
          ? Credentials.accessKey(accessKey, secretKey)
          : Credentials.temporary(accessKey, secretKey, securityToken);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "the keys of " + family + "* cannot be used: " + e.getMessage(), e);
    }
  }

  private static boolean hasPair(Map<String, String> variables, String family) {
    boolean accessKey = get(variables, family + "AK") != null;
    boolean secretKey = get(variables, family + "SK") != null;
    if (accessKey != secretKey) {
      throw new IllegalStateException(
          family
              + (accessKey ? "AK is set, but " : "SK is set, but ")
              + family
              + (accessKey ? "SK" : "AK")
              + " is not");
    }
    return accessKey;
  }

  private static Region region(String name) {
    try {
      return Region.of(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(REGION + ": " + e.getMessage(), e);
    }
  }

  private static String projectId(String id) {
    try {
      return Checks.segment(PROJECT_ID, id);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private static @Nullable String get(Map<String, String> variables, String name) {
    String value = variables.get(name);
    return value == null || value.isBlank() ? null : value;
  }
}
