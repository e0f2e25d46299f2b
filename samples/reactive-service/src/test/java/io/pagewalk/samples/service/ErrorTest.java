package io.pagewalk.samples.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pagewalk.samples.simulator.Fault;
import io.pagewalk.samples.simulator.FaultKind;
import io.pagewalk.samples.simulator.SimulatedRequest;
import io.pagewalk.samples.simulator.SimulatorOptions;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorTest {

  @Test
  void saysThatAnInstanceDoesNotExist() throws Exception {
    try (Stage stage = stage(request -> Optional.empty())) {
      // No answer but exactly this: what upstream said of it stays with us.
      assertError(stage.get("/instances/unknown/tasks"), 404, "no such instance");
    }
  }

  @Test
  void saysThatAnInstanceDoesNotSupportTheAnalysis() throws Exception {
    try (Stage stage = new Stage(SimulatorOptions.builder().unsupported(1))) {
      assertError(
          stage.get(stage.tasksOf(0)), 422, "this instance does not support offline key analysis");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | DCS.4061   | 400 | not the id of an instance",
        "400 | DCS.4800   | 502 | the DCS API did not serve the request",
        "401 | APIGW.0301 | 502 | the DCS API did not serve the request",
        "403 | DCS.2003   | 502 | the DCS API did not serve the request",
        "404 | APIGW.0101 | 502 | the DCS API did not serve the request",
        "500 | DCS.5000   | 502 | the DCS API did not serve the request",
        "503 | APIGW.0201 | 502 | the DCS API did not serve the request",
        "504 | APIGW.0203 | 504 | the DCS API did not answer"
      })
  void saysWhatAnErrorOfTheApiIsToTheClient(int answered, String code, int status, String error)
      throws Exception {
    String body = "{\"error_code\":\"" + code + "\",\"error_msg\":\"of project 0123, key AK\"}";
    try (Stage stage = stage(always(Fault.status(answered, body)))) {
      assertError(stage.get(stage.tasksOf(0)), status, error);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {"EMPTY", "HTML", "GARBLED", "ERROR_200"})
  void saysThatAnAnswerMakesNoSense(FaultKind kind) throws Exception {
    try (Stage stage = stage(always(Fault.of(kind)))) {
      assertError(stage.get(stage.tasksOf(0)), 502, "the DCS API's answer makes no sense");
    }
  }

  @Test
  void saysThatTheConnectionBroke() throws Exception {
    try (Stage stage = stage(always(Fault.of(FaultKind.RESET)))) {
      assertError(stage.get(stage.tasksOf(0)), 504, "the DCS API did not answer");
    }
  }

  @Test
  void saysThatTheApiCannotBeReached() throws Exception {
    try (Stage stage = stage(request -> Optional.empty())) {
      stage.simulator.close();
      assertError(stage.get(stage.tasksOf(0)), 504, "the DCS API did not answer");
    }
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "0, 1"})
  void passesOnHowLongAThrottlingApiWantsToBeLeftAlone(String asked, String told) throws Exception {
    try (Stage stage = stage(always(Fault.status(429, "{}", Map.of("Retry-After", asked))))) {
      HttpResponse<String> answer = stage.get(stage.tasksOf(0));

      assertError(answer, 503, "the DCS API is asked too often");
      assertThat(answer.headers().firstValue("Retry-After")).hasValue(told);
    }
  }

  @Test
  void asksToBeLeftAloneForAWhileWhereAThrottlingApiDoesNotSayHowLong() throws Exception {
    try (Stage stage = stage(always(Fault.of(FaultKind.THROTTLED)))) {
      HttpResponse<String> answer = stage.get(stage.tasksOf(0));

      assertError(answer, 503, "the DCS API is asked too often");
      assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "i?status=done | status must be one of waiting, running, success, failed; was 'done'",
        "i?status=Running | status must be one of waiting, running, success, failed; was 'Running'",
        "i?status= | status must be one of waiting, running, success, failed; was ''",
        "i?status=failed&status=failed | status must be given once; was 2"
      })
  void refusesABadStatusAndNamesItsRange(String target, String error) throws Exception {
    assertRefused(target.replace("i?", "/instances/i/tasks?"), error);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%2E%2e | instance_id must not be '.' or '..', which lead elsewhere; was '..'",
        "a%0a | instance_id must not hold control characters; has one at index 1",
        "%20 | instance_id must hold at least one character that is not a space; was ' '",
      })
  void refusesAnIdThatTheLibraryDoesNotTake(String segment, String error) throws Exception {
    assertRefused("/instances/" + segment + "/tasks", error);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/instances/%zz/tasks", "/instances/a%/tasks", "/instances/a/tasks?s=%g0"})
  void refusesWhatCannotBeDecoded(String target) throws Exception {
    try (Stage stage = stage(request -> Optional.empty());
        RawClient client = stage.connect()) {
      assertThat(client.get(target)).startsWith("HTTP/1.1 400 ");
      assertThat(stage.simulator.traffic().received()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"a%2Fb%3Fc, a/b?c", "a+b%20c, a+b c", "%C3%BC, \u00fc"})
  void decodesTheIdOfThePath(String segment, String id) throws Exception {
    try (Stage stage = stage(request -> Optional.empty())) {
      assertError(stage.get("/instances/" + segment + "/tasks"), 404, "no such instance");
      assertThat(stage.simulator.traffic().lists())
          .extracting(SimulatedRequest::instanceId)
          .containsExactly(id);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/instances", "/instances/a", "/instances/a/tasks/b", "/instances/a/b/tasks"})
  void knowsNoOtherPath(String target) throws Exception {
    try (Stage stage = stage(request -> Optional.empty())) {
      assertError(stage.get(target), 404, "no such path; there is /instances/{id}/tasks");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
  void allowsNoOtherMethod(String method) throws Exception {
    try (Stage stage = stage(request -> Optional.empty())) {
      HttpResponse<String> answer = stage.send(method, stage.tasksOf(0));

      assertError(answer, 405, "only GET is allowed");
      assertThat(answer.headers().firstValue("Allow")).hasValue("GET");
      assertThat(stage.simulator.traffic().received()).isZero();
    }
  }

  @Test
  void answersHeadWithoutABody() throws Exception {
    try (Stage stage = stage(request -> Optional.empty());
        RawClient client = stage.connect()) {
      assertThat(client.request("HEAD " + stage.tasksOf(0) + " HTTP/1.1"))
          .startsWith("HTTP/1.1 405 ");
      // What follows on the connection is the next answer, and not a body.
      assertThat(client.get("/")).startsWith("HTTP/1.1 404 ");
    }
  }

  @Test
  void refusesHttp10WhichCannotTellABrokenAnswerFromAWholeOne() throws Exception {
    try (Stage stage = stage(request -> Optional.empty());
        RawClient client = stage.connect()) {
      assertThat(client.request("GET " + stage.tasksOf(0) + " HTTP/1.0"))
          .startsWith("HTTP/1.0 505 ");
      assertThat(client.readToEnd())
          .isEqualTo("{\"error\":\"HTTP/1.1 is needed, whose answers come in chunks\"}");
    }
  }

  @Test
  void breaksTheTransferOffWhenTheWalkFailsAfterRows() throws Exception {
    // The first page brings 100 rows, the second 8 of them again and 92 more.
    try (Stage stage = stage(failingAt(184));
        RawClient client = stage.connect()) {
      assertThat(client.get(stage.tasksOf(0))).startsWith("HTTP/1.1 200 ");
      for (int row = 0; row < 192; row++) {
        assertThat(client.nextRow()).startsWith("{\"id\":");
      }
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  @Test
  void letsAClientSeeThatTheTransferBroke() throws Exception {
    try (Stage stage = stage(failingAt(184))) {
      assertThatThrownBy(() -> stage.get(stage.tasksOf(0))).isInstanceOf(IOException.class);
    }
  }

  @Test
  void letsAClientSeeThatTheServiceWasClosed() throws Exception {
    try (Stage stage =
            stage(
                request ->
                    request.offset() == 92
                        ? Optional.of(Fault.of(FaultKind.STALL))
                        : Optional.empty());
        RawClient client = stage.connect()) {
      client.get(stage.tasksOf(0));
      for (int row = 0; row < 100; row++) {
        client.nextRow();
      }
      stage.service.close();
      assertThat(client.readToEnd()).isEmpty();
      assertThat(stage.await(traffic -> traffic.cancelled() == 1)).isTrue();
    }
  }

  private static void assertRefused(String target, String error) throws Exception {
    try (Stage stage = stage(request -> Optional.empty())) {
      assertError(stage.get(target), 400, error);
      assertThat(stage.simulator.traffic().received()).isZero();
    }
  }

  private static void assertError(HttpResponse<String> answer, int status, String error) {
    assertThat(answer.body()).isEqualTo("{\"error\":\"" + error + "\"}");
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
  }

  private static Function<SimulatedRequest, Optional<Fault>> always(Fault fault) {
    return request -> Optional.of(fault);
  }

  private static Function<SimulatedRequest, Optional<Fault>> failingAt(long offset) {
    return request ->
        request.offset() == offset ? Optional.of(Fault.status(500, "{}")) : Optional.empty();
  }

  private static Stage stage(Function<SimulatedRequest, Optional<Fault>> faults) {
    return new Stage(SimulatorOptions.builder().faultHook(faults));
  }
}
