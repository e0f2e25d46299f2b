package io.pagewalk.samples.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides who may ask: by signature, or by token where one is configured. */
final class Authentication {
  private final boolean required;
  private final SignatureVerifier verifier;
  private final @Nullable String securityToken;
  private final @Nullable String authToken;

  Authentication(SimulatorOptions options) {
    this.required = options.authentication;
    this.verifier = new SignatureVerifier(options.accessKey(), options.secretKey(), options.clock);
    this.securityToken = options.securityToken;
    this.authToken = options.authToken;
  }

  /** Why the request is refused, or nothing if it may go on. */
  Optional<String> refusal(SignedRequest request) {
    if (!required) {
      return Optional.empty();
    }
    List<String> tokens = request.headers().apply("x-auth-token");
    if (!tokens.isEmpty()) {
      return is(tokens, authToken)
          ? Optional.empty()
          : Optional.of("the token of X-Auth-Token is not valid");
    }
    if (securityToken != null && !is(request.headers().apply("x-security-token"), securityToken)) {
      return Optional.of("the token of X-Security-Token is missing or not valid");
    }
    return verifier.refusal(request);
  }

  /** The refusal of a signature as too old, whether it is or not. */
  String expiry(SignedRequest request) {
    List<String> date = request.headers().apply("x-sdk-date");
    return verifier.expiry(date.isEmpty() ? "" : date.get(0));
  }

  private static boolean is(List<String> given, @Nullable String expected) {
    return expected != null
        && given.size() == 1
        && MessageDigest.isEqual(given.get(0).getBytes(UTF_8), expected.getBytes(UTF_8));
  }
}
