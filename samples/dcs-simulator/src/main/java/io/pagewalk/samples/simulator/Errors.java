package io.pagewalk.samples.simulator;

/** The error answers, in the shapes of the service and of the gateway before it. */
final class Errors {
  private Errors() {}

  /** An error of the service itself. The API page says that error_ext_msg is null. */
  static Answer service(int status, String code, String message) {
    return Answer.json(
        status,
        Json.object(
            json -> {
              json.writeStringProperty("error_code", code);
              json.writeStringProperty("error_msg", message);
              json.writeNullProperty("error_ext_msg");
            }));
  }

  /** The API page's sample of status 400, which has no error_ext_msg. */
  static Answer unsupported() {
    return Answer.json(
        400,
        Json.object(
            json -> {
              json.writeStringProperty("error_code", "DCS.4230");
              json.writeStringProperty("error_msg", "Does not support offline key analysis.");
            }));
  }

  static Answer badParameter(String message) {
    return service(400, "DCS.4800", "Invalid parameter: " + message + ".");
  }

  static Answer gateway(int status, String code, String message, String requestId) {
    return Answer.json(
        status,
        Json.object(
            json -> {
              json.writeStringProperty("error_code", code);
              json.writeStringProperty("error_msg", message);
              json.writeStringProperty("request_id", requestId);
            }));
  }

  static Answer unauthenticated(String reason, String requestId) {
    return gateway(
        401, "APIGW.0301", "Incorrect IAM authentication information: " + reason, requestId);
  }

  static Answer noSuchApi(String requestId) {
    return gateway(
        404,
        "APIGW.0101",
        "The API does not exist or has not been published in the environment",
        requestId);
  }
}
