package io.pagewalk.reactive.metrics;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.micrometer.core.instrument.binder.http.Outcome;
import io.pagewalk.NoAnswerException;
import io.pagewalk.dcs.ApiErrorException;
import io.pagewalk.dcs.UnreadableAnswerException;
import io.pagewalk.reactive.AttemptReport;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** What attempts come to, in few words: the values of a tag. Those of HTTP are Micrometer's own. */
final class Outcomes {

  static final String SUCCESS = Outcome.SUCCESS.name();
  static final String NOT_PERMITTED = "NOT_PERMITTED";

  private static final int TOO_MANY_REQUESTS = 429;

  private Outcomes() {}

  static String of(AttemptReport report) {
    Throwable failure = report.failure();
    if (!report.permitted()) {
      return NOT_PERMITTED;
    }
    if (failure == null) {
      return SUCCESS;
    }
    if (failure instanceof ApiErrorException answer) {
      return answer.status() == TOO_MANY_REQUESTS
          ? "THROTTLED"
          : Outcome.forStatus(answer.status()).name();
    }
    if (failure instanceof UnreadableAnswerException) {
      return "UNREADABLE";
    }
    if (failure instanceof NoAnswerException
        || failure instanceof IOException
        || failure instanceof TimeoutException) {
      return "NO_ANSWER";
    }
    return failure instanceof CallNotPermittedException ? "CIRCUIT_OPEN" : "FAILED";
  }
}
