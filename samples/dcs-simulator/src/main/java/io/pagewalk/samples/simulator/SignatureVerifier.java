package io.pagewalk.samples.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks SDK-HMAC-SHA256 signatures by computing them once more from what came over the wire. It
 * shares no code with any signer. It is strict where the real gateway may not be: Host and
 * X-Sdk-Date must be signed, names must be lower case, sorted and given once.
 *
 * <p>Safe for use by several threads.
 */
final class SignatureVerifier {
  static final Duration TOLERANCE = Duration.ofMinutes(15);

  private static final String ALGORITHM = "SDK-HMAC-SHA256";
  private static final String DATE_HEADER = "x-sdk-date";
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          ALGORITHM + " Access=([^,\\s]+), SignedHeaders=([^,\\s]+), Signature=([0-9a-f]{64})");

  private final String accessKey;
  private final String secretKey;
  private final Clock clock;

  SignatureVerifier(String accessKey, String secretKey, Clock clock) {
    this.accessKey = accessKey;
    this.secretKey = secretKey;
    this.clock = clock;
  }

  /** Why the request is refused, or nothing if its signature is right and fresh. */
  Optional<String> refusal(SignedRequest request) {
    List<String> given = request.headers().apply("authorization");
    if (given.size() != 1) {
      return Optional.of("one Authorization header is required");
    }
    Matcher authorization = AUTHORIZATION.matcher(given.get(0));
    if (!authorization.matches()) {
      return Optional.of("the Authorization header is malformed");
    }
    if (!authorization.group(1).equals(accessKey)) {
      return Optional.of("the access key is unknown");
    }
    List<String> signed = List.of(authorization.group(2).split(";", -1));
    Optional<String> problem = headerProblem(request, signed);
    if (problem.isEmpty()) {
      problem = dateProblem(request);
    }
    if (problem.isPresent()) {
      return problem;
    }
    byte[] expected = signature(request, signed).getBytes(UTF_8);
    return MessageDigest.isEqual(expected, authorization.group(3).getBytes(UTF_8))
        ? Optional.empty()
        : Optional.of("verify aksk signature fail");
  }

  /** What the gateway says of a signature made at {@code date} that is too old or too new. */
  String expiry(String date) {
    return "signature expired, signature time:"
        + date
        + ", server time:"
        + DATE.format(clock.instant());
  }

  private static Optional<String> headerProblem(SignedRequest request, List<String> signed) {
    for (String required : List.of("host", DATE_HEADER)) {
      if (!signed.contains(required)) {
        return Optional.of("header " + required + " must be signed");
      }
    }
    boolean tokenSent = !request.headers().apply("x-security-token").isEmpty();
    if (tokenSent && !signed.contains("x-security-token")) {
      return Optional.of("header x-security-token must be signed");
    }
    String before = "";
    for (String name : signed) {
      if (!name.equals(name.toLowerCase(Locale.ROOT)) || name.compareTo(before) <= 0) {
        return Optional.of("signed headers must be in lower case and sorted");
      }
      if (request.headers().apply(name).size() != 1) {
        return Optional.of("signed header " + name + " must be sent once");
      }
      before = name;
    }
    return Optional.empty();
  }

  private Optional<String> dateProblem(SignedRequest request) {
    String date = header(request, DATE_HEADER);
    Instant signedAt;
    try {
      signedAt = LocalDateTime.parse(date, DATE).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException malformed) {
      return Optional.of("header " + DATE_HEADER + " is malformed");
    }
    Duration skew = Duration.between(signedAt, clock.instant()).abs();
    return skew.compareTo(TOLERANCE) > 0 ? Optional.of(expiry(date)) : Optional.empty();
  }

  private String signature(SignedRequest request, List<String> signed) {
    String toSign =
        String.join(
            "\n",
            ALGORITHM,
            header(request, DATE_HEADER),
            sha256(canonicalRequest(request, signed).getBytes(UTF_8)));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secretKey.getBytes(UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(toSign.getBytes(UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
    }
  }

  static String canonicalRequest(SignedRequest request, List<String> signed) {
    StringBuilder headers = new StringBuilder();
    for (String name : signed) {
      headers.append(name).append(':').append(header(request, name)).append('\n');
    }
    return String.join(
        "\n",
        request.method(),
        canonicalPath(request.path()),
        canonicalQuery(request.query()),
        headers,
        String.join(";", signed),
        sha256(request.body()));
  }

  private static String canonicalPath(String path) {
    StringBuilder canonical = new StringBuilder();
    for (String segment : path.split("/", -1)) {
      canonical.append(Percent.normalise(segment)).append('/');
    }
    boolean ended = path.endsWith("/");
    return ended ? canonical.substring(0, canonical.length() - 1) : canonical.toString();
  }

  private record Pair(String name, String value) {}

  private static String canonicalQuery(String query) {
    if (query.isEmpty()) {
      return "";
    }
    List<Pair> pairs = new ArrayList<>();
    for (String pair : query.split("&", -1)) {
      int mark = pair.indexOf('=');
      pairs.add(
          mark < 0
              ? new Pair(Percent.normalise(pair), "")
              : new Pair(
                  Percent.normalise(pair.substring(0, mark)),
                  Percent.normalise(pair.substring(mark + 1))));
    }
    pairs.sort(Comparator.comparing(Pair::name));
    List<String> joined = new ArrayList<>();
    for (Pair pair : pairs) {
      joined.add(pair.name() + "=" + pair.value());
    }
    return String.join("&", joined);
  }

  private static String header(SignedRequest request, String name) {
    return request.headers().apply(name).get(0).strip();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
