package io.pagewalk.reactive.dcs;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.SslContextBuilder;
import io.pagewalk.CallException.Repeat;
import io.pagewalk.NoAnswerException;
import io.pagewalk.dcs.DcsInstance;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.netty.http.client.HttpClient;
import reactor.test.StepVerifier;

/** The TLS that a host's own HTTP client brings with it. */
class DcsTlsTest {

  private TlsServer server;

  @BeforeEach
  void serve() throws Exception {
    server = new TlsServer("localhost.p12");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private DcsClient client(HttpClient host) {
    return DcsClient.builder()
        .endpoint(server.endpoint())
        .projectId("p")
        .credentials(Against.KEYS)
        .resilience(Against.impatient().build())
        .httpClient(host)
        .build();
  }

  @Test
  void aServerThatTheHostsTrustStoreKnowsIsSpokenTo() throws Exception {
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(TlsServer.trusting("localhost.p12"));
    var context = SslContextBuilder.forClient().trustManager(trusted).build();
    try (DcsClient dcs = client(HttpClient.create().secure(tls -> tls.sslContext(context)))) {
      StepVerifier.create(dcs.listInstances().items().map(DcsInstance::instanceId))
          .expectNext("i-1")
          .verifyComplete();
    }
  }

  @Test
  void aServerThatIsNotTrustedGetsNothingAndIsNotTriedAgain() {
    AtomicInteger connects = new AtomicInteger();
    try (DcsClient dcs =
        client(HttpClient.newConnection().doOnConnect(config -> connects.incrementAndGet()))) {
      StepVerifier.create(dcs.listInstances().items())
          .verifyErrorSatisfies(
              error ->
                  assertThat(error)
                      .isInstanceOfSatisfying(
                          NoAnswerException.class,
                          refused -> assertThat(refused.repeat()).isEqualTo(Repeat.NEVER))
                      .hasMessageContaining("trust store"));
      assertThat(connects).hasValue(1);
      assertThat(server.requests()).isZero();
    }
  }
}
