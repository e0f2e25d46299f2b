package io.pagewalk.samples.export;

import io.pagewalk.dcs.ApiErrorException;

/** What the service's refusals mean for an export. */
final class Answers {
  private static final String OF_SERVICE = "DCS.";
  private static final String NOT_SUPPORTED = "DCS.4230";
  private static final String NO_SUCH_TASK = "DCS.4232";

  private Answers() {}

  /** The instance's type or version does not support the analysis. */
  static boolean isNotSupported(ApiErrorException error) {
    return code(error).equals(NOT_SUPPORTED);
  }

  /**
   * What was asked for does not exist. A 404 that does not come from the service itself says
   * nothing about that.
   */
  static boolean isAbsent(ApiErrorException error) {
    return error.status() == 404 && code(error).startsWith(OF_SERVICE);
  }

  /** The task does not exist; whether the service says so with 404 is not known. */
  static boolean isTaskAbsent(ApiErrorException error) {
    return isAbsent(error) || code(error).equals(NO_SUCH_TASK);
  }

  private static String code(ApiErrorException error) {
    return error.errorCode().orElse("");
  }
}
