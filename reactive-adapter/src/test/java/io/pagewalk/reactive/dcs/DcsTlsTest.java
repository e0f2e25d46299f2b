package io.pagewalk.reactive.dcs;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.SslContextBuilder;
import io.pagewalk.CallException.Repeat;
import io.pagewalk.NoAnswerException;
import io.pagewalk.dcs.DcsInstance;
import java.io.InputStream;
import java.net.URI;
import java.security.KeyStore;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.test.StepVerifier;

/** Over TLS, as every real region is. */
class DcsTlsTest {

  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final String INSTANCES =
      "{\"instance_num\":1,\"instances\":[{\"instance_id\":\"i-1\",\"name\":\"one\"}]}";

  private final AtomicInteger requests = new AtomicInteger();
  private KeyStore keys;
  private DisposableServer server;

  @BeforeEach
  void serve() throws Exception {
    keys = KeyStore.getInstance("PKCS12");
    try (InputStream file =
        Objects.requireNonNull(getClass().getResourceAsStream("/tls/localhost.p12"))) {
      keys.load(file, PASSWORD);
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    var context = SslContextBuilder.forServer(own).build();
    server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .secure(tls -> tls.sslContext(context))
            .handle(
                (request, response) -> {
                  requests.incrementAndGet();
                  return response.sendString(Mono.just(INSTANCES));
                })
            .bindNow();
  }

  @AfterEach
  void stop() {
    server.disposeNow();
  }

  private DcsClient.Builder client() {
    return DcsClient.builder()
        .endpoint(URI.create("https://127.0.0.1:" + server.port()))
        .projectId("p")
        .credentials(Against.KEYS)
        .resilience(Against.impatient().build());
  }

  @Test
  void aServerThatTheHostsTrustStoreKnowsIsSpokenTo() throws Exception {
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(keys);
    var context = SslContextBuilder.forClient().trustManager(trusted).build();
    try (DcsClient dcs =
        client().httpClient(HttpClient.create().secure(tls -> tls.sslContext(context))).build()) {
      StepVerifier.create(dcs.listInstances().items().map(DcsInstance::instanceId))
          .expectNext("i-1")
          .verifyComplete();
    }
  }

  @Test
  void aServerThatIsNotTrustedGetsNothingAndIsNotTriedAgain() {
    AtomicInteger connects = new AtomicInteger();
    try (DcsClient dcs =
        client()
            .httpClient(
                HttpClient.newConnection().doOnConnect(config -> connects.incrementAndGet()))
            .build()) {
      StepVerifier.create(dcs.listInstances().items())
          .verifyErrorSatisfies(
              error ->
                  assertThat(error)
                      .isInstanceOfSatisfying(
                          NoAnswerException.class,
                          refused -> assertThat(refused.repeat()).isEqualTo(Repeat.NEVER))
                      .hasMessageContaining("trust store"));
      assertThat(connects).hasValue(1);
      assertThat(requests).hasValue(0);
    }
  }
}
