package io.pagewalk.reactive.dcs;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelOption;
import io.pagewalk.CallException;
import io.pagewalk.CallException.Repeat;
import io.pagewalk.NoAnswerException;
import io.pagewalk.dcs.AnswerLimits;
import io.pagewalk.dcs.UnreadableAnswerException;
import io.pagewalk.samples.simulator.Fault;
import io.pagewalk.samples.simulator.FaultKind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.netty.http.client.HttpClient;

/** Answers that would fill the heap of who takes all of them. */
class DcsLimitFaultTest {

  private static final int MEBIBYTE = 1 << 20;
  private static final AnswerLimits LIMITS =
      AnswerLimits.builder().maxBodyBytes(MEBIBYTE).maxHeaderBytes(4 << 10).build();

  /** What the buffers of both sockets hold, when the receiver's is small. */
  private static final int BUFFERED = 12 * MEBIBYTE;

  private final CountingAllocator buffers = new CountingAllocator();

  private FaultyWalk walk(FaultKind kind, AnswerLimits limits) {
    HttpClient http =
        HttpClient.create()
            .option(ChannelOption.SO_RCVBUF, 64 << 10)
            .option(ChannelOption.ALLOCATOR, buffers);
    return FaultyWalk.with(
        FaultyWalk.always(kind), client -> client.httpClient(http).answerLimits(limits));
  }

  private static void assertCutOff(FaultyWalk walk) {
    CallException error = walk.failure();

    assertThat(error)
        .isInstanceOf(UnreadableAnswerException.class)
        .hasMessageStartingWith(
            walk.firstCall() + "HTTP 200, but the answer is longer than 1048576 bytes")
        .hasMessageContaining("(request id ")
        .hasMessageContaining("; try: a smaller page size, or a higher limit");
    assertThat(error.repeat()).isEqualTo(Repeat.NEVER);
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {"ENDLESS_BODY", "HUGE_STRING"})
  void aBodyWithoutEndIsCutOffAtItsLimitAndItsConnectionClosed(FaultKind kind) throws Exception {
    try (FaultyWalk walk = walk(kind, LIMITS)) {
      assertCutOff(walk);
      walk.awaitQuiet();
      assertThat(walk.requests()).isEqualTo(1);
      assertThat(walk.traffic().streamedBytes()).isLessThan(MEBIBYTE + BUFFERED);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {"GZIP_BOMB", "GZIP_BOMB_STRING"})
  void aBodyIsDecompressedALittleAtATimeAndNotAllOfIt(FaultKind kind) throws Exception {
    try (FaultyWalk walk = walk(kind, LIMITS)) {
      assertCutOff(walk);
      walk.awaitQuiet();
      assertThat(walk.requests()).isEqualTo(1);
      assertThat(buffers.total()).isBetween((long) MEBIBYTE, 128L * MEBIBYTE);
      assertThat(buffers.peak()).isLessThan(MEBIBYTE);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {"ENDLESS_HEADERS", "ENDLESS_HEADER"})
  void headersWithoutEndAreCutOffAtTheirLimitAndTheirConnectionClosed(FaultKind kind)
      throws Exception {
    try (FaultyWalk walk = walk(kind, LIMITS)) {
      CallException error = walk.failure();

      assertThat(error)
          .isInstanceOf(NoAnswerException.class)
          .hasMessageStartingWith(walk.firstCall() + "no answer: ")
          .hasMessageContaining("the headers are longer than 4096 bytes")
          .hasMessageContaining("; try: check that the endpoint is the API's own");
      assertThat(error.repeat()).isEqualTo(Repeat.NEVER);
      walk.awaitQuiet();
      assertThat(walk.requests()).isEqualTo(1);
      assertThat(walk.traffic().cancelled()).isEqualTo(1);
      assertThat(walk.traffic().streamedBytes()).isLessThan(BUFFERED);
    }
  }

  @Test
  void headersWithinTheirLimitAreTaken() {
    Fault answer =
        Fault.status(200, "{\"total\":0,\"records\":[]}", Map.of("X-Filler", "x".repeat(12 << 10)));
    try (FaultyWalk walk = FaultyWalk.with(FaultyWalk.always(answer))) {
      assertThat(walk.items(1).count().block()).isZero();
    }
    try (FaultyWalk walk =
        FaultyWalk.with(FaultyWalk.always(answer), client -> client.answerLimits(LIMITS))) {
      assertThat(walk.failure())
          .isInstanceOf(NoAnswerException.class)
          .hasMessageContaining("the headers are longer than 4096 bytes");
    }
  }

  @Test
  void aMillionArraysInEachOtherAreRefusedAtTheLimitOfNesting() {
    try (FaultyWalk walk = walk(FaultKind.NESTED, AnswerLimits.defaults())) {
      CallException error = walk.failure();

      assertThat(error)
          .isInstanceOf(UnreadableAnswerException.class)
          .hasMessageStartingWith(walk.firstCall() + "HTTP 200, but ")
          .hasMessageContaining("(65)")
          .hasMessageContaining("(64")
          .hasMessageContaining("(request id ");
      assertThat(error.repeat()).isEqualTo(Repeat.NEVER);
      assertThat(walk.requests()).isEqualTo(1);
    }
  }

  @Test
  void anIdBeyondTheLimitOfStringsIsRefused() {
    String tooLong = "x".repeat(AnswerLimits.DEFAULT_MAX_STRING_CHARS + 1);
    Fault fault = Fault.spoilt(body -> body.replaceFirst("\"id\":\"", "\"id\":\"" + tooLong));
    try (FaultyWalk walk = FaultyWalk.with(FaultyWalk.always(fault))) {
      CallException error = walk.failure();

      assertThat(error)
          .isInstanceOf(UnreadableAnswerException.class)
          .hasMessageStartingWith(walk.firstCall() + "HTTP 200, but ")
          .hasMessageContaining("(1048576");
      assertThat(error.repeat()).isEqualTo(Repeat.NEVER);
      assertThat(walk.requests()).isEqualTo(1);
    }
  }
}
