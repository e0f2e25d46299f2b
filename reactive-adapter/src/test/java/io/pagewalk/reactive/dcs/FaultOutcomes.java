package io.pagewalk.reactive.dcs;

import io.pagewalk.samples.simulator.FaultKind;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/** What comes of each kind of fault that the simulator knows: which are a matter of course. */
final class FaultOutcomes {

  /** The answer is right in spite of it. */
  static final Set<FaultKind> HARMLESS =
      EnumSet.of(
          FaultKind.CLOSE_IDLE,
          FaultKind.UNFRAMED,
          FaultKind.WRONG_TYPE,
          FaultKind.BOM,
          FaultKind.TWO_IDS,
          FaultKind.TWO_TOTALS,
          FaultKind.GZIP);

  /** The call is sent again. */
  static final Set<FaultKind> REPEATED =
      EnumSet.of(
          FaultKind.SERVER_ERROR,
          FaultKind.BAD_GATEWAY_HTML,
          FaultKind.UNAVAILABLE,
          FaultKind.GATEWAY_TIMEOUT,
          FaultKind.THROTTLED,
          FaultKind.THROTTLED_DATE,
          FaultKind.THROTTLED_GARBAGE,
          FaultKind.RESET,
          FaultKind.RESET_HEAD,
          FaultKind.RESET_BODY,
          FaultKind.HANG_UP,
          FaultKind.CUT,
          FaultKind.CUT_CHUNKED,
          FaultKind.CUT_UNFRAMED,
          FaultKind.EMPTY,
          FaultKind.HTML,
          FaultKind.ERROR_200,
          FaultKind.GARBLED,
          FaultKind.TRAILING,
          FaultKind.BAD_UTF8,
          FaultKind.TWO_LISTS,
          FaultKind.TOTAL_1E400,
          FaultKind.TOTAL_LONG,
          FaultKind.TOTAL_NEGATIVE,
          FaultKind.TOTAL_FRACTION);

  /** The call is sent again when the attempt's time is over. */
  static final Set<FaultKind> REPEATED_IN_TIME =
      EnumSet.of(FaultKind.STALL, FaultKind.STALL_BODY, FaultKind.TRICKLE);

  /** The call is sent again once, by the server's clock. */
  static final Set<FaultKind> REPEATED_ONCE = EnumSet.of(FaultKind.EXPIRED_401);

  /** The call is not sent again. */
  static final Set<FaultKind> FINAL =
      EnumSet.of(
          FaultKind.REDIRECT_302,
          FaultKind.REDIRECT_307,
          FaultKind.GZIP_BOMB,
          FaultKind.GZIP_BOMB_STRING,
          FaultKind.HUGE_STRING,
          FaultKind.NESTED,
          FaultKind.ENDLESS_BODY,
          FaultKind.ENDLESS_HEADERS,
          FaultKind.ENDLESS_HEADER);

  private FaultOutcomes() {}

  static Stream<FaultKind> all() {
    return Stream.of(HARMLESS, REPEATED, REPEATED_IN_TIME, REPEATED_ONCE, FINAL)
        .flatMap(Set::stream);
  }

  static Stream<FaultKind> harmless() {
    return HARMLESS.stream();
  }

  static Stream<FaultKind> repeated() {
    return REPEATED.stream();
  }

  static Stream<FaultKind> harmlessOrRepeated() {
    return Stream.concat(harmless(), repeated());
  }
}
