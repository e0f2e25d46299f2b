package io.pagewalk.reactive.dcs;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** Lists one instance over TLS, with a key of the test's choice. */
final class TlsServer implements AutoCloseable {

  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final String INSTANCES =
      "{\"instance_num\":1,\"instances\":[{\"instance_id\":\"i-1\",\"name\":\"one\"}]}";

  private final AtomicInteger requests = new AtomicInteger();
  private final DisposableServer server;

  /**
   * Listens on a port of its own.
   *
   * @param keys the key store's name among the resources
   * @param protocols of TLS; those of the JDK if none is named
   */
  TlsServer(String keys, String... protocols) throws IOException, GeneralSecurityException {
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(store(keys), PASSWORD);
    SslContextBuilder context = SslContextBuilder.forServer(own).sslProvider(SslProvider.JDK);
    SslContext tls = (protocols.length == 0 ? context : context.protocols(protocols)).build();
    server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .secure(spec -> spec.sslContext(tls))
            .handle(
                (request, response) -> {
                  requests.incrementAndGet();
                  return response.sendString(Mono.just(INSTANCES));
                })
            .bindNow();
  }

  static KeyStore store(String name) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream file =
        Objects.requireNonNull(TlsServer.class.getResourceAsStream("/tls/" + name))) {
      store.load(file, PASSWORD);
    }
    return store;
  }

  /** A store that trusts the certificates of another and holds no key. */
  static KeyStore trusting(String name) throws IOException, GeneralSecurityException {
    KeyStore keys = store(name);
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    for (String alias : Collections.list(keys.aliases())) {
      trust.setCertificateEntry(alias, keys.getCertificate(alias));
    }
    return trust;
  }

  int requests() {
    return requests.get();
  }

  URI endpoint() {
    return URI.create("https://127.0.0.1:" + server.port());
  }

  @Override
  public void close() {
    server.disposeNow();
  }
}
