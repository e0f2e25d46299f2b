package io.pagewalk.reactive.dcs;

import static io.pagewalk.reactive.dcs.Against.impatient;
import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.CallException;
import io.pagewalk.CallException.Repeat;
import io.pagewalk.dcs.ApiErrorException;
import io.pagewalk.samples.simulator.Fault;
import io.pagewalk.samples.simulator.FaultKind;
import io.pagewalk.samples.simulator.Operation;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers other than 2xx that stay: what they become, and how often they are asked for. */
class DcsStatusFaultTest {

  private static final Instant NOW = Instant.parse("2026-01-15T08:30:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SERVER_ERROR | 500 | DCS.5000 Internal service error. | again later",
        "UNAVAILABLE | 503 | APIGW.0201 Backend unavailable | the service behind the gateway",
        "GATEWAY_TIMEOUT | 504 | APIGW.0203 Backend timeout | the service behind the gateway",
        "THROTTLED | 429 | APIGW.0308 The throttling threshold | fewer requests a second",
        "THROTTLED_DATE | 429 | APIGW.0308 The throttling threshold | fewer requests a second",
        "THROTTLED_GARBAGE | 429 | APIGW.0308 The throttling threshold | fewer requests a second"
      })
  void anErrorThatStaysIsToldWhenTheAttemptsAreOver(
      FaultKind kind, int status, String words, String hint) {
    try (FaultyWalk walk = FaultyWalk.with(FaultyWalk.always(kind), DcsStatusFaultTest::hasty)) {
      ApiErrorException error = apiError(walk);

      assertThat(error.status()).isEqualTo(status);
      assertThat(error.repeat()).isEqualTo(status == 429 ? Repeat.ALWAYS : Repeat.IF_IDEMPOTENT);
      assertThat(error)
          .hasMessageStartingWith(walk.firstCall() + "HTTP " + status + " " + words)
          .hasMessageContaining("(request id " + error.requestId().orElseThrow() + ")")
          .hasMessageContaining("; try: ")
          .hasMessageContaining(hint);
      assertThat(walk.requests()).isEqualTo(4);
    }
  }

  @Test
  void aPageOfHtmlIsNoErrorOfTheApiAndIsShownByItsStart() {
    try (FaultyWalk walk = FaultyWalk.with(FaultyWalk.always(FaultKind.BAD_GATEWAY_HTML))) {
      ApiErrorException error = apiError(walk);

      assertThat(error.status()).isEqualTo(502);
      assertThat(error.errorCode()).isEmpty();
      assertThat(error.repeat()).isEqualTo(Repeat.IF_IDEMPOTENT);
      assertThat(error)
          .hasMessageStartingWith(walk.firstCall() + "HTTP 502 (request id ")
          .hasMessageContaining("; the answer starts: <html><head><title>502 Bad Gateway</title>");
      assertThat(walk.requests()).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @CsvSource({"500", "502", "503", "504", "429"})
  void anErrorWithoutABodyIsTheErrorOfItsStatus(int status) {
    try (FaultyWalk walk = FaultyWalk.with(FaultyWalk.always(Fault.status(status, "")))) {
      ApiErrorException error = apiError(walk);

      assertThat(error.status()).isEqualTo(status);
      assertThat(error.requestId()).isPresent();
      assertThat(error)
          .hasMessageStartingWith(walk.firstCall() + "HTTP " + status)
          .hasMessageContaining("; the answer is empty; try: ");
      assertThat(walk.requests()).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {"REDIRECT_302", "REDIRECT_307"})
  void aRedirectIsNeitherFollowedNorAskedForAgain(FaultKind kind) {
    try (FaultyWalk walk = FaultyWalk.with(FaultyWalk.always(kind))) {
      ApiErrorException error = apiError(walk);

      assertThat(error.status()).isEqualTo(kind == FaultKind.REDIRECT_302 ? 302 : 307);
      assertThat(error.repeat()).isEqualTo(Repeat.NEVER);
      assertThat(error)
          .hasMessageStartingWith(walk.firstCall() + "HTTP " + error.status())
          .hasMessageContaining("something other than the API may have answered");
      assertThat(walk.requests()).isEqualTo(1);
      assertThat(walk.traffic().received(Operation.UNKNOWN)).isZero();
    }
  }

  @Test
  void aSignatureThatIsAlwaysTooOldIsSentTwice() {
    try (FaultyWalk walk = FaultyWalk.with(FaultyWalk.always(FaultKind.EXPIRED_401))) {
      ApiErrorException error = apiError(walk);

      assertThat(error.signatureExpired()).isTrue();
      assertThat(error.repeat()).isEqualTo(Repeat.NEVER);
      assertThat(error)
          .hasMessageStartingWith(walk.firstCall() + "HTTP 401 APIGW.0301 ")
          .hasMessageContaining("set this machine's clock right");
      assertThat(walk.requests()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "7 | PT7S",
        "0 | PT0S",
        "Thu, 15 Jan 2026 08:30:07 GMT | PT7S",
        "Thu, 15 Jan 2026 08:29:00 GMT | PT0S",
        "Fri, 01 Jan 2100 00:00:00 GMT | none",
        "-1 | none",
        "1.5 | none",
        "1000000000000000000000000000000 | none",
        "soon | none",
        "Thu, 99 Jan 2026 08:30:07 GMT | none",
        "none | none"
      })
  void howLongToStayAwayIsReadInAnyFormOrNotAtAll(String retryAfter, Duration expected) {
    Map<String, String> headers = retryAfter == null ? Map.of() : Map.of("Retry-After", retryAfter);
    Fault throttled = Fault.status(429, "{\"error_code\":\"APIGW.0308\"}", headers);
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    SimulatorOptions.Builder options =
        SimulatorOptions.builder().clock(clock).faultHook(FaultyWalk.always(throttled));
    try (FaultyWalk walk = FaultyWalk.with(options, client -> hasty(client).clock(clock))) {
      ApiErrorException error = apiError(walk);

      assertThat(error.retryAfter().orElse(null)).isEqualTo(expected);
      assertThat(error.serverDate()).hasValue(NOW);
      assertThat(walk.requests()).isEqualTo(4);
    }
  }

  /** Is not kept away for long, whatever the server asks. */
  private static DcsClient.Builder hasty(DcsClient.Builder client) {
    return client.resilience(impatient().maxRetryAfter(Duration.ofMillis(1)).build());
  }

  private static ApiErrorException apiError(FaultyWalk walk) {
    CallException failure = walk.failure();
    assertThat(failure).isInstanceOf(ApiErrorException.class);
    return (ApiErrorException) failure;
  }
}
