package io.pagewalk.reactive.dcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pagewalk.CallException.Repeat;
import io.pagewalk.NoAnswerException;
import io.pagewalk.dcs.DcsInstance;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

/** Whom the client believes to be the service, by the trust store that it was given. */
class DcsTlsTrustTest {

  private static final String ALERT_PROTOCOL_VERSION = "21:0246";

  private static DcsClient.Builder client(URI endpoint) {
    return DcsClient.builder()
        .endpoint(endpoint)
        .projectId("p")
        .credentials(Against.KEYS)
        .resilience(Against.impatient().build());
  }

  private static void assertListed(TlsServer server, KeyStore trusted) {
    try (DcsClient dcs = client(server.endpoint()).trustStore(trusted).build()) {
      StepVerifier.create(dcs.listInstances().items().map(DcsInstance::instanceId))
          .expectNext("i-1")
          .verifyComplete();
    }
  }

  private static void assertRefused(TlsServer server, DcsClient dcs) {
    StepVerifier.create(dcs.listInstances().items())
        .verifyErrorSatisfies(
            error ->
                assertThat(error)
                    .isInstanceOfSatisfying(
                        NoAnswerException.class,
                        refused -> assertThat(refused.repeat()).isEqualTo(Repeat.NEVER))
                    .hasMessageContaining("(the request was not sent)"));
    assertThat(server.requests()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aServerOfTheTrustStoreIsSpokenToByTheNewerProtocols(String protocol) throws Exception {
    try (TlsServer server = new TlsServer("localhost.p12", protocol)) {
      assertListed(server, TlsServer.trusting("localhost.p12"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "localhost.p12, authority.p12",
    "elsewhere.p12, elsewhere.p12",
    "expired.p12, authority.p12"
  })
  void aStrangerAnotherHostAndAnExpiredCertificateAreRefused(String server, String trusted)
      throws Exception {
    try (TlsServer tls = new TlsServer(server);
        DcsClient dcs = client(tls.endpoint()).trustStore(TlsServer.trusting(trusted)).build()) {
      assertRefused(tls, dcs);
    }
  }

  @Test
  void whomTheJdkDoesNotTrustIsRefusedWithoutATrustStore() throws Exception {
    try (TlsServer server = new TlsServer("localhost.p12");
        DcsClient dcs = client(server.endpoint()).build()) {
      assertRefused(server, dcs);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void anOlderProtocolIsRefusedBeforeAnythingIsSent(int version) throws Exception {
    try (OldTlsServer server = new OldTlsServer(version);
        DcsClient dcs = client(server.endpoint()).build()) {
      StepVerifier.create(dcs.listInstances().items())
          .verifyErrorSatisfies(
              error -> assertThat(error).hasMessageContaining("(the request was not sent)"));
      assertThat(server.reply()).isEqualTo(ALERT_PROTOCOL_VERSION);
    }
  }

  @Test
  void aTrustStoreThatTrustsNobodyIsRefusedAtOnce() throws Exception {
    KeyStore empty = KeyStore.getInstance(KeyStore.getDefaultType());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DcsClient.builder().trustStore(empty))
        .withMessage("trustStore must be loaded and hold at least one certificate");
    empty.load(null, null);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DcsClient.builder().trustStore(empty))
        .withMessage("trustStore must be loaded and hold at least one certificate");
  }

  @Test
  void aServerWithoutTlsIsNamedAsSuchAndItsWordsAreNotRepeated() throws Exception {
    String words = "HTTP/1.1 400 told-in-clear\r\n\r\n";
    AtomicInteger connections = new AtomicInteger();
    try (LogCapture log = new LogCapture();
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        DcsClient dcs = client(URI.create("https://127.0.0.1:" + server.getLocalPort())).build()) {
      Thread answering =
          new Thread(
              () -> {
                while (!server.isClosed()) {
                  try (Socket connection = server.accept()) {
                    connections.incrementAndGet();
                    connection.getInputStream().read();
                    connection.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
                  } catch (IOException goneOrClosed) {
                    // The next one may stay.
                  }
                }
              });
      answering.setDaemon(true);
      answering.start();

      StepVerifier.create(dcs.listInstances().items())
          .verifyErrorSatisfies(
              error ->
                  assertThat(error)
                      .isInstanceOfSatisfying(
                          NoAnswerException.class,
                          refused -> assertThat(refused.repeat()).isEqualTo(Repeat.NEVER))
                      .hasMessageContaining("what came is no TLS")
                      .hasNoCause());
      assertThat(connections).hasValue(1);
      String inHex = HexFormat.of().formatHex(words.getBytes(StandardCharsets.US_ASCII));
      assertThat(log.texts())
          .isNotEmpty()
          .noneMatch(text -> text.contains("told-in-clear") || text.contains(inHex));
    }
  }
}
