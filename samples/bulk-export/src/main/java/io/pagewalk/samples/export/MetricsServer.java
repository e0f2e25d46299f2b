package io.pagewalk.samples.export;

import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.pagewalk.samples.export.output.OutputException;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ChannelBindException;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/**
 * Answers a Prometheus. It has an event loop of its own, so that nobody who asks holds up the
 * export's, and gathers figures on a thread behind it, one answer at a time, since that takes
 * locks. Both are daemons.
 */
final class MetricsServer implements AutoCloseable {
  private static final String PATH = "/metrics";
  private static final String NAME = "bulk-export-metrics";

  /** More than anybody waits for at a time. */
  private static final int MOST_WAITING = 64;

  /** Longer than a Prometheus leaves its connection alone between two questions, as a rule. */
  private static final Duration IDLE = Duration.ofMinutes(2);

  private static final Duration REQUEST = Duration.ofSeconds(10);

  /** Nobody who still reads an answer holds up the end for longer. */
  private static final Duration CLOSE = Duration.ofSeconds(1);

  private final PrometheusRegistry registry;
  private final ExpositionFormats formats = ExpositionFormats.init();
  private final ChannelGroup connections =
      new DefaultChannelGroup(NAME, GlobalEventExecutor.INSTANCE);
  private final LoopResources loop = LoopResources.create(NAME, 1, true);
  private final Scheduler gathering =
      Schedulers.newBoundedElastic(
          1, MOST_WAITING, NAME, (int) IDLE.toSeconds(), /* daemon= */ true);
  private final MetricsAddress address;
  private final DisposableServer server;

  private record Figures(String type, ByteArrayOutputStream text) {}

  private MetricsServer(MetricsAddress address, PrometheusRegistry registry) {
    this.address = address;
    this.registry = registry;
    InetSocketAddress resolved = address.resolve();
    try {
      if (resolved.isUnresolved()) {
        throw new UnknownHostException("no such host");
      }
      this.server = bind(resolved);
    } catch (IOException cause) {
      free();
      throw OutputException.cannotServe("metrics at " + address, cause);
    }
  }

  /**
   * Answers from now on. Blocks until it does.
   *
   * @throws OutputException if it cannot listen there
   */
  static MetricsServer start(MetricsAddress address, PrometheusRegistry registry) {
    return new MetricsServer(address, registry);
  }

  private DisposableServer bind(InetSocketAddress at) throws IOException {
    try {
      return HttpServer.create()
          // Not native: Java's own errors say in words what is wrong.
          .runOn(loop, false)
          .bindAddress(() -> at)
          .channelGroup(connections)
          .idleTimeout(IDLE)
          .requestTimeout(REQUEST)
          .handle(this::answer)
          .bindNow();
    } catch (ChannelBindException cannot) {
      if (cannot.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw cannot;
    }
  }

  private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
    if (!request.fullPath().equals(PATH)) {
      return say(response.status(HttpResponseStatus.NOT_FOUND), "metrics are at " + PATH);
    }
    boolean withBody = request.method().equals(HttpMethod.GET);
    if (!withBody && !request.method().equals(HttpMethod.HEAD)) {
      response.header(HttpHeaderNames.ALLOW, "GET, HEAD");
      return say(response.status(HttpResponseStatus.METHOD_NOT_ALLOWED), "GET or HEAD only");
    }
    String accept = request.requestHeaders().get(HttpHeaderNames.ACCEPT, "");
    return Mono.fromCallable(() -> figures(accept))
        .subscribeOn(gathering)
        .flatMap(
            figures -> {
              response
                  .header(HttpHeaderNames.CONTENT_TYPE, figures.type())
                  .header(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(figures.text().size()));
              return withBody
                  ? response.sendByteArray(Mono.just(figures.text().toByteArray())).then()
                  : response.send();
            });
  }

  private static Mono<Void> say(HttpServerResponse response, String text) {
    return response
        .header(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
        .sendString(Mono.just(text + "\n"))
        .then();
  }

  private Figures figures(String accept) throws IOException {
    ExpositionFormatWriter writer = writer(accept);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    writer.write(text, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
    return new Figures(writer.getContentType(), text);
  }

  /** The library's own choice might be protocol buffers, which it cannot write as it is packed. */
  private ExpositionFormatWriter writer(String accept) {
    ExpositionFormatWriter open = formats.getOpenMetricsTextFormatWriter();
    return open.accepts(accept) ? open : formats.getPrometheusTextFormatWriter();
  }

  /** Where a Prometheus finds it. */
  String url() {
    return "http://" + new MetricsAddress(address.host(), server.port()) + PATH;
  }

  @Override
  public void close() {
    try {
      server.disposeNow(CLOSE);
    } catch (IllegalStateException stillBusy) {
      // Then it is closed with its loop.
    }
    free();
  }

  private void free() {
    loop.disposeLater(Duration.ZERO, CLOSE).timeout(CLOSE).onErrorComplete().block();
    gathering.dispose();
  }
}
