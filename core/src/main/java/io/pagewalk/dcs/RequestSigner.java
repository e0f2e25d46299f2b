package io.pagewalk.dcs;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs requests by the vendor's scheme SDK-HMAC-SHA256, or puts a token on them. A signature holds
 * its date and is good for 15 minutes, so every attempt needs its own.
 */
public final class RequestSigner {

  private static final String ALGORITHM = "SDK-HMAC-SHA256";

  /** How the gateway writes and reads times, to the second. */
  static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private RequestSigner() {}

  /**
   * The headers to send, but for {@code Host}, which must be sent as {@code authority}. To be sent
   * as they are: a changed value breaks the signature. They hold secrets.
   *
   * @param request what is sent
   * @param authority host and, where it is sent, port: {@code dcs.cn-north-4.myhuaweicloud.com}
   * @param credentials whose request it is
   * @param projectId the project it is about; null for none, as for IAM
   * @param userAgent what the client calls itself; null to send none
   * @param now the time by a clock that is right to within 15 minutes; not used with a token
   * @return the headers in the order of their names; unmodifiable
   * @throws IllegalArgumentException if a value cannot be sent in a header
   */
  public static Map<String, String> headers(
      ApiRequest request,
      String authority,
      Credentials credentials,
      @Nullable String projectId,
      @Nullable String userAgent,
      Instant now) {
    Map<String, String> headers = new TreeMap<>();
    if (userAgent != null) {
      headers.put("User-Agent", Checks.headerValue("user agent", userAgent));
    }
    if (projectId != null) {
      headers.put("X-Project-Id", Checks.headerValue("project id", projectId));
    }
    Credentials.Keys keys = credentials.keys();
    if (keys == null) {
      headers.put("X-Auth-Token", String.valueOf(credentials.token()));
    } else {
      if (keys.securityToken() != null) {
        headers.put("X-Security-Token", keys.securityToken());
      }
      headers.put("X-Sdk-Date", DATE.format(now));
      Signing signing = new Signing(request, Checks.headerValue("authority", authority), headers);
      headers.put("Authorization", signing.authorization(keys));
    }
    if (request.body().isPresent()) {
      headers.put("Content-Type", "application/json;charset=UTF-8");
    }
    return Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** The steps of the scheme, each as the scheme names it. */
  static final class Signing {

    private final ApiRequest request;
    private final SortedMap<String, String> signed = new TreeMap<>();

    /**
     * Begins to sign.
     *
     * @param headers all of them are signed, and the host
     */
    Signing(ApiRequest request, String authority, Map<String, String> headers) {
      this.request = request;
      headers.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value));
      signed.put("host", authority);
    }

    String signedHeaders() {
      return String.join(";", signed.keySet());
    }

    /** Ends with a slash, although the path that is sent does not. */
    String canonicalUri() {
      return request.path().endsWith("/") ? request.path() : request.path() + "/";
    }

    String bodyHash() {
      Optional<byte[]> body = request.body();
      return sha256(body.orElse(new byte[0]));
    }

    String canonicalRequest() {
      StringBuilder headers = new StringBuilder();
      signed.forEach((name, value) -> headers.append(name).append(':').append(value).append('\n'));
      return String.join(
          "\n",
          request.method(),
          canonicalUri(),
          request.query(),
          headers,
          signedHeaders(),
          bodyHash());
    }

    String stringToSign() {
      String hash = sha256(canonicalRequest().getBytes(StandardCharsets.UTF_8));
      return ALGORITHM + "\n" + signed.get("x-sdk-date") + "\n" + hash;
    }

    String signature(Credentials.Keys keys) {
      byte[] key = keys.secretKey().getBytes(StandardCharsets.UTF_8);
      try {
        // Made anew each time: a Mac holds state and must not be shared by threads.
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        byte[] signature = mac.doFinal(stringToSign().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(signature);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(
            "this Java lacks HmacSHA256, which every Java must have", e);
      }
    }

    String authorization(Credentials.Keys keys) {
      return ALGORITHM
          + " Access="
          + keys.accessKey()
          + ", SignedHeaders="
          + signedHeaders()
          + ", Signature="
          + signature(keys);
    }

    private static String sha256(byte[] bytes) {
      try {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("this Java lacks SHA-256, which every Java must have", e);
      }
    }
  }
}
