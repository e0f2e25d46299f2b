package io.pagewalk.dcs;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a person may try about an error, from its code where that says more than the status. */
final class ErrorHints {

  private ErrorHints() {}

  static String of(int status, @Nullable String code, @Nullable String message) {
    if (message != null && message.toLowerCase(Locale.ROOT).contains("signature expired")) {
      return "set this machine's clock right; a signature is good for 15 minutes";
    }
    // Other services use the same numbers for other things.
    if (code != null && (code.startsWith("DCS.") || code.startsWith("APIG"))) {
      String hint = byNumber(code.substring(code.lastIndexOf('.') + 1));
      if (hint != null) {
        return hint;
      }
    }
    return byStatus(status);
  }

  private static @Nullable String byNumber(String number) {
    return switch (number) {
      case "4230" ->
          "another instance; this one's type or version does not support offline key analysis (Redis"
              + " 4.0, 5.0, 6.0 and the enterprise edition do)";
      case "4232" -> "check the task id; the task may have been deleted";
      case "4061" -> "check the instance id";
      case "4062", "4063", "4800" -> "check the values of the parameters";
      case "4026", "4049" -> "again when the instance is running";
      case "4096", "4097", "4111", "4113", "4114", "4115", "4116", "4117", "4118", "4120" ->
          "again when the instance has done what it is busy with";
      case "3022" -> "check the instance id, the project id and the region";
      case "0101" -> "check the endpoint; it does not know this API";
      case "0201", "0203" -> "again later; the service behind the gateway did not answer in time";
      default -> null;
    };
  }

  private static String byStatus(int status) {
    return switch (status) {
      case 400 -> "check the values of the parameters";
      case 401 -> "check the access key and secret key, or the token, and this machine's clock";
      case 403 -> "check that this user may use the service in this project";
      case 404 -> "check the instance id, the project id and the region";
      case 429 -> "fewer requests a second, at least while others use the same quota";
      default -> {
        if (status >= 500) {
          yield "again later; if it stays so, give the vendor the request id";
        }
        yield "check the endpoint; something other than the API may have answered";
      }
    };
  }
}
