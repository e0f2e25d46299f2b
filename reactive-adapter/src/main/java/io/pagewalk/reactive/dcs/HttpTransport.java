package io.pagewalk.reactive.dcs;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.compression.Brotli;
import io.netty.handler.codec.compression.Zstd;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.timeout.ReadTimeoutException;
import io.pagewalk.CallException;
import io.pagewalk.NoAnswerException;
import io.pagewalk.dcs.ApiCall;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.tcp.SslProvider;

/**
 * Moves the bytes of one call over Reactor Netty. What they mean is the {@link ApiCall}'s business,
 * whether to try again is the resilience's.
 */
final class HttpTransport {

  /** Bytes of an error's body that are read; behind them it is cut. */
  static final int MAX_ERROR_BYTES = 64 << 10;

  // A connection that the server is about to close looks idle like any other; servers and load
  // balancers are known to close theirs after 60 seconds and more.
  private static final Duration MAX_IDLE = Duration.ofSeconds(30);

  private static final Duration NO_LIMIT = Duration.ZERO;

  /** Older ones are broken; a newer one can be added when the JDK has it. */
  private static final String[] TLS = {"TLSv1.3", "TLSv1.2"};

  static {
    // Whether they are there is found out by loading a library, when the first answer comes and on
    // its event loop, unless somebody asked before.
    Brotli.isAvailable();
    Zstd.isAvailable();
  }

  private final HttpClient client;
  private final Decoding decoding;
  private final @Nullable ConnectionProvider owned;
  private final BodyArrays arrays = new BodyArrays();

  private HttpTransport(HttpClient client, Decoding decoding, @Nullable ConnectionProvider owned) {
    this.client =
        client
            // A signature is good for one host, and headers of ours would follow a redirect.
            .followRedirect(false)
            // Its own retry knows nothing of permits, nor of calls that must not be sent twice.
            .disableRetry(true)
            // It would put signatures and tokens into the log.
            .wiretap(false)
            .doOnChannelInit(HeadGuard.INSTALL)
            .compress(true)
            .httpResponseDecoder(
                decoder ->
                    decoder
                        .maxInitialLineLength(decoding.limits().maxHeaderBytes())
                        .maxHeaderSize(decoding.limits().maxHeaderBytes()));
    this.decoding = decoding;
    this.owned = owned;
  }

  /**
   * With connections of its own, which {@link #close} closes.
   *
   * @param trustStore who is trusted to be the server; null for whom the JDK trusts
   */
  static HttpTransport create(
      int maxConnections,
      int maxPendingAcquires,
      @Nullable KeyStore trustStore,
      Decoding decoding) {
    ConnectionProvider connections =
        ConnectionProvider.builder("pagewalk")
            .maxConnections(maxConnections)
            .maxIdleTime(MAX_IDLE)
            .pendingAcquireMaxCount(maxPendingAcquires)
            // How long one may wait is for the attempt's time limit to say.
            .pendingAcquireTimeout(NO_LIMIT)
            .lifo()
            .build();
    // At once and on this thread, as trust stores are read from files.
    SslProvider.GenericSslContextSpec<?> tls =
        Http11SslContextSpec.forClient().configure(context -> secure(context, trustStore));
    return new HttpTransport(
        HttpClient.create(connections).secure(spec -> spec.sslContext(tls)), decoding, connections);
  }

  private static void secure(SslContextBuilder context, @Nullable KeyStore trustStore) {
    context.protocols(TLS);
    if (trustStore != null) {
      try {
        TrustManagerFactory trusted =
            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(trustStore);
        context.trustManager(trusted);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("the trust store cannot be used: " + e.getMessage(), e);
      }
    }
  }

  /**
   * Refuses a client of a host's that may speak anything but HTTP/1.1: for other protocols the
   * {@link HeadGuard} and the limits have no place.
   */
  static HttpClient onlyHttp11(HttpClient client) {
    List<HttpProtocol> spoken = List.of(client.configuration().protocols());
    if (!spoken.equals(List.of(HttpProtocol.HTTP11))) {
      throw new IllegalArgumentException(
          "httpClient must speak HTTP/1.1 alone; was %s; try: httpClient.protocol(HttpProtocol.HTTP11)"
              .formatted(spoken));
    }
    return client;
  }

  /** With the connections of a host's client, which stay the host's. */
  static HttpTransport over(HttpClient client, Decoding decoding) {
    return new HttpTransport(client, decoding, null);
  }

  /**
   * Sends a call when subscribed to and reads its answer; on an event loop's thread. Cancel closes
   * the connection.
   *
   * @param headers all there are to send, but for Host and what HTTP itself needs
   */
  <R> Mono<R> send(URI endpoint, ApiCall<R> call, Map<String, String> headers) {
    HttpClient.RequestSender request =
        client
            .headers(to -> set(to, endpoint, headers))
            .request(HttpMethod.valueOf(call.request().method()))
            .uri(URI.create(endpoint + call.request().uri()));
    Optional<byte[]> body = call.request().body();
    HttpClient.ResponseReceiver<?> sent =
        body.isPresent()
            ? request.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body.get())))
            : request;
    return sent.response((answer, content) -> read(call, answer, content))
        .single()
        .onErrorMap(failure -> noAnswer(call, Exceptions.unwrap(failure)));
  }

  private static void set(HttpHeaders to, URI endpoint, Map<String, String> headers) {
    headers.forEach(to::set);
    // As it was signed: Reactor Netty's own leaves out the port where it is the usual one.
    to.set(HttpHeaderNames.HOST, endpoint.getRawAuthority());
    to.set(HttpHeaderNames.ACCEPT, "application/json");
  }

  private <R> Mono<R> read(ApiCall<R> call, HttpClientResponse answer, ByteBufFlux content) {
    int status = answer.status().code();
    boolean good = status / 100 == 2;
    BoundedBody body =
        new BoundedBody(
            good ? decoding.limits().maxBodyBytes() : MAX_ERROR_BYTES,
            answer.responseHeaders().getInt(HttpHeaderNames.CONTENT_LENGTH, 0),
            arrays);
    // Mapped first: what operators pass over goes to the discard hook of whoever reads. One that
    // releases buffers would release those of the connection a second time.
    Mono<Void> gathered =
        content.map(body::addAndTellWhetherFull).takeUntil(isFull -> isFull).then();
    return (good
            ? gathered.onErrorMap(failure -> noAnswer(call, failure))
            // The status is the answer; a body that breaks off only says less.
            : gathered.onErrorComplete())
        .then(Mono.defer(() -> decoding.of(call, status, answer.responseHeaders()::get, body)))
        // What decoding throws is not of the network, whatever it is.
        .onErrorMap(failure -> !(failure instanceof CallException), Undecoded::new);
  }

  private Throwable noAnswer(ApiCall<?> call, Throwable failure) {
    if (failure instanceof CallException) {
      return failure;
    }
    if (failure instanceof Undecoded) {
      return Objects.requireNonNull(failure.getCause());
    }
    String what = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    if (failure instanceof TooLongFrameException) {
      return NoAnswerException.beyondLimit(
          call.name(),
          "the status line or the headers are longer than %d bytes"
              .formatted(decoding.limits().maxHeaderBytes()),
          failure);
    }
    if (failure instanceof NotSslRecordException) {
      return NoAnswerException.notTrusted(call.name(), HeadGuard.NO_TLS, null);
    }
    if (isOfTrust(failure)) {
      return NoAnswerException.notTrusted(call.name(), what, failure);
    }
    if (failure instanceof ReadTimeoutException && call.ofPage()) {
      // A host's own client may limit the silence before and within an answer.
      return NoAnswerException.pageTooLate(call.name(), what, failure);
    }
    return wasNotSent(failure)
        ? NoAnswerException.notSent(call.name(), what, failure)
        : NoAnswerException.maybeSent(call.name(), what, failure);
  }

  private static boolean isOfTrust(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof GeneralSecurityException) {
        return true;
      }
    }
    return false;
  }

  private static boolean wasNotSent(Throwable failure) {
    return failure instanceof ConnectException
        || failure instanceof UnknownHostException
        || failure instanceof NoRouteToHostException
        || failure instanceof SSLHandshakeException
        // The pool's own exceptions are hidden in a shaded package.
        || failure.getClass().getSimpleName().startsWith("PoolAcquire");
  }

  /** Carries what decoding threw past the mapping of what the network throws. */
  private static final class Undecoded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Undecoded(Throwable cause) {
      super(cause);
    }
  }

  void close() {
    if (owned != null) {
      owned.dispose();
    }
  }
}
