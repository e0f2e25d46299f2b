package io.pagewalk.samples.service;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.pagewalk.WalkPage;
import io.pagewalk.dcs.OfflineKeyAnalysisQuery;
import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.reactive.dcs.DcsClient;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Answers a request with the tasks it asks for, a page at a time, or with a {@link Problem}. */
final class TaskHandler implements BiFunction<HttpServerRequest, HttpServerResponse, Mono<Void>> {

  private static final Logger LOG = LoggerFactory.getLogger(TaskHandler.class);
  private static final Pattern PATH = Pattern.compile("/instances/([^/]*)/tasks");

  private final DcsClient dcs;

  TaskHandler(DcsClient dcs) {
    this.dcs = dcs;
  }

  @Override
  public Mono<Void> apply(HttpServerRequest request, HttpServerResponse response) {
    QueryStringDecoder target = new QueryStringDecoder(request.uri());
    Matcher path = PATH.matcher(target.rawPath());
    if (!path.matches()) {
      return Problem.NO_SUCH_PATH.send(response);
    }
    if (!request.method().equals(HttpMethod.GET)) {
      return Problem.METHOD_NOT_ALLOWED.send(response);
    }
    if (request.version().equals(HttpVersion.HTTP_1_0)) {
      return Problem.NO_CHUNKS.send(response);
    }
    OfflineKeyAnalysisQuery query;
    try {
      query = query(path.group(1), target);
    } catch (IllegalArgumentException refused) {
      return Problem.badRequest(refused).send(response);
    }
    return stream(query, response);
  }

  /**
   * @throws IllegalArgumentException if it cannot be decoded, or the library does not take it
   */
  private static OfflineKeyAnalysisQuery query(String idSegment, QueryStringDecoder target) {
    // As a path, where a plus sign is itself and not a space.
    String instanceId = new QueryStringDecoder("/" + idSegment).path().substring(1);
    OfflineKeyAnalysisQuery.Builder query = OfflineKeyAnalysisQuery.builder(instanceId);
    List<String> statuses = target.parameters().getOrDefault("status", List.of());
    if (statuses.size() > 1) {
      throw new IllegalArgumentException("status must be given once; was " + statuses.size());
    }
    statuses.forEach(query::status);
    return query.build();
  }

  private Mono<Void> stream(OfflineKeyAnalysisQuery query, HttpServerResponse response) {
    response.header(HttpHeaderNames.CONTENT_TYPE, "application/x-ndjson");
    return dcs.listOfflineKeyAnalysisTasks(query)
        .pages()
        // With no prefetch, a page is asked for when the one before is written, so a client that
        // does not read stops the walk. response.send(pages) would ask for 128 pages at once.
        .concatMap(page -> write(page, response), 0)
        .then()
        .onErrorResume(failure -> failed(query, failure, response));
  }

  /** Completes when the system has taken the last byte. The first page sends the headers too. */
  private static Mono<Void> write(
      WalkPage<OfflineKeyAnalysisTask> page, HttpServerResponse response) {
    // A Mono in place of the flux would be sent as the whole body, with its length.
    return response
        .send(Mono.fromSupplier(() -> TaskRows.ndjson(page.items(), response.alloc())).flux())
        .then();
  }

  private static Mono<Void> failed(
      OfflineKeyAnalysisQuery query, Throwable failure, HttpServerResponse response) {
    if (response.hasSentHeaders() || AbortedException.isConnectionReset(failure)) {
      // Too late for a status. The server logs this and closes the connection without the last
      // chunk, so no client takes the rows it has for all there are.
      return Mono.error(failure);
    }
    Problem problem = Problem.of(failure);
    if (problem.status() >= 500) {
      // The client is told what it can act on, the log what we can.
      LOG.warn("{}: answered {}", query, problem.status(), failure);
    }
    return problem.send(response);
  }
}
