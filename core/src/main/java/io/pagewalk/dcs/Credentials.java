package io.pagewalk.dcs;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who is asking: a pair of keys, a temporary pair with its security token, or a token. The secret
 * parts have no accessor and appear in no message.
 *
 * <p>A value that could not be sent as it is, or that is not whole, is refused with an {@link
 * IllegalArgumentException} that does not repeat it: blank, not ASCII, with control characters such
 * as a line break from a file, or with spaces around it.
 */
public final class Credentials {

  private static final int SHOWN_CHARS = 4;

  private final @Nullable Keys keys;
  private final @Nullable String token;

  private Credentials(@Nullable Keys keys, @Nullable String token) {
    this.keys = keys;
    this.token = token;
  }

  /** A pair of keys that lasts until it is revoked. */
  public static Credentials accessKey(String accessKey, String secretKey) {
    return new Credentials(keys(accessKey, secretKey, null), null);
  }

  /** A pair of keys that is good only together with its security token, and for a while. */
  public static Credentials temporary(String accessKey, String secretKey, String securityToken) {
    Checks.headerValue("security token", securityToken);
    return new Credentials(keys(accessKey, secretKey, securityToken), null);
  }

  /** A token of IAM, good for 24 hours; nothing is signed with it. */
  public static Credentials token(String token) {
    return new Credentials(null, Checks.headerValue("token", token));
  }

  /**
   * The keys of this process's environment.
   *
   * @throws IllegalStateException as {@link #fromEnvironment(Map)}
   */
  public static Credentials fromEnvironment() {
    return fromEnvironment(System.getenv());
  }

  /**
   * The keys of an environment; see {@link DcsEnvironment} for its variables.
   *
   * @throws IllegalStateException if there are none, or half a pair; the message names the
   *     variables
   */
  public static Credentials fromEnvironment(Map<String, String> environment) {
    return DcsEnvironment.of(environment)
        .credentials()
        .orElseThrow(
            () -> new IllegalStateException("no keys are set: " + DcsEnvironment.KEY_VARIABLES));
  }

  private static Keys keys(String accessKey, String secretKey, @Nullable String securityToken) {
    return new Keys(
        Checks.headerValue("access key", accessKey),
        Checks.headerValue("secret key", secretKey),
        securityToken);
  }

  /** Null where there is a token instead. */
  @Nullable Keys keys() {
    return keys;
  }

  /** Null where there are keys instead. */
  @Nullable String token() {
    return token;
  }

  /** Tells the kind, and of the access key its first characters. */
  @Override
  public String toString() {
    return keys == null ? "Credentials[token]" : "Credentials[" + keys + "]";
  }

  /** What is signed with. */
  static final class Keys {

    private final String accessKey;
    private final String secretKey;
    private final @Nullable String securityToken;

    private Keys(String accessKey, String secretKey, @Nullable String securityToken) {
      this.accessKey = Objects.requireNonNull(accessKey);
      this.secretKey = Objects.requireNonNull(secretKey);
      this.securityToken = securityToken;
    }

    String accessKey() {
      return accessKey;
    }

    String secretKey() {
      return secretKey;
    }

    @Nullable String securityToken() {
      return securityToken;
    }

    @Override
    public String toString() {
      // Of a short key the first characters would be too much of it.
      String shown =
          accessKey.length() < 4 * SHOWN_CHARS ? "" : " " + accessKey.substring(0, SHOWN_CHARS);
      return (securityToken == null ? "access key" : "temporary access key") + shown + "…";
    }
  }
}
