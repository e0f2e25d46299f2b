package io.pagewalk.reactive.dcs;

import io.pagewalk.CallException;
import io.pagewalk.PageRequest;
import io.pagewalk.dcs.AnswerLimits;
import io.pagewalk.dcs.ApiCall;
import io.pagewalk.dcs.ApiErrorException;
import io.pagewalk.dcs.Credentials;
import io.pagewalk.dcs.DcsCalls;
import io.pagewalk.dcs.DcsInstance;
import io.pagewalk.dcs.DcsList;
import io.pagewalk.dcs.DcsListQuery;
import io.pagewalk.dcs.DcsLists;
import io.pagewalk.dcs.OfflineKeyAnalysis;
import io.pagewalk.dcs.OfflineKeyAnalysisQuery;
import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.dcs.OfflineKeyAnalysisTaskList;
import io.pagewalk.dcs.Region;
import io.pagewalk.dcs.RequestSigner;
import io.pagewalk.dcs.TaskStatus;
import io.pagewalk.reactive.Paginator;
import io.pagewalk.reactive.Resilience;
import java.net.URI;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.netty.http.client.HttpClient;

/**
 * Huawei Cloud DCS, reactively: the offline key analysis tasks of an instance, the instances of a
 * project, and every other list of the API that is read by offset and limit.
 *
 * <pre>{@code
 * try (DcsClient dcs = DcsClient.builder()
 *     .region("cn-north-4")
 *     .credentials(Credentials.fromEnvironment())
 *     .build()) {
 *   dcs.listOfflineKeyAnalysisTasks(instanceId).items()
 *       .doOnNext(task -> System.out.println(task.id() + " " + task.status()))
 *       .blockLast();
 * }
 * }</pre>
 *
 * <p>Nothing is sent before a result is subscribed to, and each subscription sends anew. Results
 * come on an event loop's thread, which must not be blocked. Cancel closes the connection of what
 * is in flight. Each call passes through the {@link Resilience}: attempts are limited in time and
 * in rate, and repeated where that is safe; a create is repeated only where the service surely did
 * not get it.
 *
 * <p>Errors: {@link ApiErrorException} where the service answers with an error, {@link
 * io.pagewalk.dcs.UnreadableAnswerException} where an answer is not what the API promises, {@link
 * io.pagewalk.NoAnswerException} where none came, {@link io.pagewalk.dcs.ProjectLookupException}
 * where the project's id was to be found and was not.
 *
 * <p>An answer's bytes are let go of as soon as it is decoded. The client keeps up to 16 of the
 * arrays that they were in, 16 MiB together at most, for the answers that come next.
 *
 * <p>Thread-safe; one client serves a whole service. Close it to close its connections, unless they
 * are {@linkplain Builder#httpClient the host's}.
 */
public final class DcsClient implements AutoCloseable {

  /** Connections to a host by default. */
  public static final int DEFAULT_MAX_CONNECTIONS = 64;

  /** Calls that may wait for a connection by default: as many as 1,000 walks of ten requests. */
  public static final int DEFAULT_MAX_PENDING_ACQUIRES = 10_000;

  private static final String USER_AGENT = "pagewalk";

  private final URI endpoint;
  private final Mono<String> projectId;

  /** Whose lists these are, as far as is known before anything is asked. */
  private final String scope;

  private final Credentials credentials;
  private final Resilience resilience;
  private final HttpTransport transport;
  private final Clock clock;

  /** Completes when the client is closed, and ends every call that is under way or comes later. */
  private final Sinks.Empty<Void> closed = Sinks.empty();

  /** How far the service's clock is ahead of ours, once it has said so. */
  private volatile Duration skew = Duration.ZERO;

  private DcsClient(Builder builder, Credentials credentials) {
    this.endpoint = builder.resolvedEndpoint();
    this.credentials = credentials;
    this.resilience = builder.resilience == null ? Resilience.defaults() : builder.resilience;
    this.transport = builder.transport();
    this.clock = builder.clock;
    this.scope =
        builder.projectId == null
            ? "region " + builder.requiredRegion().name()
            : "project " + builder.projectId;
    this.projectId =
        builder.projectId == null
            ? lookUpProject(builder.resolvedIamEndpoint(), builder.requiredRegion())
            : Mono.just(builder.projectId);
    if (builder.projectId != null) {
      refuseUnsendable(builder.projectId);
    }
  }

  /** Also has the JDK load its cryptography on this thread, and not on an event loop later. */
  private void refuseUnsendable(String project) {
    signed(
        endpoint,
        DcsCalls.list(project, DcsLists.INSTANCES.query().build(), new PageRequest(0, 1)),
        project);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Asks once, with the first call, and remembers the answer but not a failure. */
  private Mono<String> lookUpProject(URI iamEndpoint, Region region) {
    ApiCall<String> call = DcsCalls.findProject(region.name());
    return send(iamEndpoint, call, null).cacheInvalidateIf(id -> false);
  }

  /**
   * The offline key analysis tasks of an instance, all of them, in pages of 100; see {@link
   * #listOfflineKeyAnalysisTasks(OfflineKeyAnalysisQuery)}.
   */
  public Paginator<OfflineKeyAnalysisTask> listOfflineKeyAnalysisTasks(String instanceId) {
    return listOfflineKeyAnalysisTasks(OfflineKeyAnalysisQuery.ofInstance(instanceId));
  }

  /**
   * The offline key analysis tasks that a query asks for, from its start offset on.
   *
   * <p>The walk is anchored by the tasks' ids, and strict: it proves that none was skipped or
   * repeated although tasks come and go meanwhile, or ends with an {@link
   * io.pagewalk.UnprovedException}. The service does not say whether its total honours the status,
   * so a total beyond the end is no contradiction where one is asked for. Checkpoints are bound to
   * the endpoint, the instance and the status.
   */
  public Paginator<OfflineKeyAnalysisTask> listOfflineKeyAnalysisTasks(
      OfflineKeyAnalysisQuery query) {
    Objects.requireNonNull(query, "query");
    return Paginator.over(
            page ->
                send(project -> DcsCalls.listOfflineKeyAnalysisTasks(project, query, page))
                    .map(OfflineKeyAnalysisTaskList::page))
        .pageSize(query.pageSize())
        .startOffset(query.startOffset())
        .identity(OfflineKeyAnalysisTask::id)
        .totalMayExceed(query.status().isPresent())
        .query(
            "%s offline key analysis tasks of %s, status %s"
                .formatted(
                    endpoint,
                    query.instanceId(),
                    query.status().map(TaskStatus::value).orElse("any")));
  }

  /**
   * The id of the project that calls are for. Where it was not set it is looked up by the region's
   * name, by the first subscriber or call that needs it, and kept; a lookup that fails is tried
   * again by the next.
   *
   * <p>Errors and cancel are those of a call; a lookup that does not give just one project fails
   * with a {@link io.pagewalk.dcs.ProjectLookupException}.
   */
  public Mono<String> projectId() {
    return projectId;
  }

  /** The instances of the project, in pages of 100; see {@link #list}. */
  public Paginator<DcsInstance> listInstances() {
    return list(DcsLists.INSTANCES.query().build());
  }

  /**
   * The rows of {@linkplain DcsLists any list of the API} that a query asks for, from its start
   * offset on.
   *
   * <pre>{@code
   * dcs.list(DcsLists.BACKUPS.query().instance(instanceId).pageSize(500).build()).items()
   * }</pre>
   *
   * <p>Where {@linkplain DcsList#identity something} tells its rows apart the walk is anchored, and
   * strict; otherwise rows are only counted, and what comes or goes meanwhile may have them skipped
   * or repeated. A total beyond the end is no contradiction where only some of the rows are asked
   * for. Checkpoints are bound to the endpoint, the list and what it is asked with.
   */
  public <T> Paginator<T> list(DcsListQuery<T> query) {
    Objects.requireNonNull(query, "query");
    Paginator<T> paginator =
        Paginator.<T>over(page -> send(project -> DcsCalls.list(project, query, page)))
            .pageSize(query.pageSize())
            .startOffset(query.startOffset())
            .totalMayExceed(query.isFiltered())
            .query(queryName(query));
    return query.list().identity().map(paginator::identity).orElse(paginator);
  }

  private String queryName(DcsListQuery<?> query) {
    String with = query.parameters().isEmpty() ? "" : " with " + query.parameters();
    return "%s %s of %s%s".formatted(endpoint, query.list().name(), scope, with);
  }

  /**
   * Creates an offline key analysis task from a fresh backup of a node.
   *
   * @return the new task's id
   */
  public Mono<String> createOfflineKeyAnalysisTask(String instanceId, String nodeId) {
    return send(
        project -> DcsCalls.createOfflineKeyAnalysisTask(project, instanceId, nodeId, null));
  }

  /**
   * Creates an offline key analysis task from a backup that there is.
   *
   * @return the new task's id
   */
  public Mono<String> createOfflineKeyAnalysisTask(
      String instanceId, String nodeId, String backupId) {
    return send(
        project -> DcsCalls.createOfflineKeyAnalysisTask(project, instanceId, nodeId, backupId));
  }

  /** What an offline key analysis task has found. */
  public Mono<OfflineKeyAnalysis> showOfflineKeyAnalysisTask(String instanceId, String taskId) {
    return send(project -> DcsCalls.showOfflineKeyAnalysisTask(project, instanceId, taskId));
  }

  /**
   * Deletes an offline key analysis task.
   *
   * @return the deleted task's id
   */
  public Mono<String> deleteOfflineKeyAnalysisTask(String instanceId, String taskId) {
    return send(project -> DcsCalls.deleteOfflineKeyAnalysisTask(project, instanceId, taskId));
  }

  private <R> Mono<R> send(Function<String, ApiCall<R>> call) {
    return projectId.flatMap(project -> send(endpoint, call.apply(project), project));
  }

  private <R> Mono<R> send(URI to, ApiCall<R> call, @Nullable String project) {
    Mono<R> attempt = Mono.defer(() -> transport.send(to, call, signed(to, call, project)));
    Mono<R> guarded =
        call.ofPage()
            ? resilience.aroundPage(call.name(), call.operation(), attempt)
            : resilience.around(call.name(), call.operation(), call.idempotent(), attempt);
    return guarded
        .onErrorResume(
            ApiErrorException.class,
            failure -> correctsClock(failure) ? guarded : Mono.error(failure))
        // Completes with the client's close, and only so without a result: an error of the other
        // would leave the call itself running.
        .takeUntilOther(closed.asMono())
        .switchIfEmpty(Mono.error(() -> closed(call)));
  }

  private static CallException closed(ApiCall<?> call) {
    return new CallException(
        call.name() + ": the DCS client was closed; try: close it when its walks are over",
        CallException.Repeat.NEVER,
        null,
        null);
  }

  private Map<String, String> signed(URI to, ApiCall<?> call, @Nullable String project) {
    return RequestSigner.headers(
        call.request(),
        to.getRawAuthority(),
        credentials,
        project,
        USER_AGENT,
        clock.instant().plus(skew));
  }

  /** A signature refused for its date means that our clock is off: the answer tells by how much. */
  private boolean correctsClock(ApiErrorException failure) {
    Optional<Instant> serverDate = failure.serverDate();
    if (!failure.signatureExpired() || serverDate.isEmpty()) {
      return false;
    }
    skew = Duration.between(clock.instant(), serverDate.get());
    return true;
  }

  /**
   * Closes the client's connections; connections that are the host's stay open, but for those whose
   * call is under way. Such calls, wherever they wait, and calls that come later fail with a {@link
   * CallException} that is not to be repeated, and so do their walks. Returns at once; may be
   * called more than once and from any thread.
   */
  @Override
  public void close() {
    closed.tryEmitEmpty();
    transport.close();
  }

  @Override
  public String toString() {
    return "DcsClient[" + endpoint + "]";
  }

  /** Collects what a client needs; each setter refuses a value it cannot work with. */
  public static final class Builder {

    private @Nullable URI endpoint;
    private @Nullable URI iamEndpoint;
    private @Nullable Region region;
    private @Nullable String projectId;
    private @Nullable Credentials credentials;
    private @Nullable Resilience resilience;
    private @Nullable HttpClient httpClient;
    private @Nullable KeyStore trustStore;
    private int maxConnections = DEFAULT_MAX_CONNECTIONS;
    private int maxPendingAcquires = DEFAULT_MAX_PENDING_ACQUIRES;
    private AnswerLimits limits = AnswerLimits.defaults();
    private @Nullable Scheduler decodeScheduler;
    private int decodeFromBytes;
    private Consumer<DecodeReport> decodeListener = report -> {};
    private Clock clock = Clock.systemUTC();

    private Builder() {}

    /**
     * The region, which gives the endpoint and, where no project id is set, the project.
     *
     * @throws IllegalArgumentException if it does not have the form of a region's name
     */
    public Builder region(String name) {
      this.region = Region.of(name);
      return this;
    }

    /**
     * Where the service is, in place of the region's own endpoint: {@code https://host[:port]}.
     *
     * @throws IllegalArgumentException if it is not scheme and host alone
     */
    public Builder endpoint(URI endpoint) {
      this.endpoint = Origin.of("endpoint", endpoint);
      return this;
    }

    /**
     * Where the project's id is looked up, in place of the region's own IAM endpoint.
     *
     * @throws IllegalArgumentException if it is not scheme and host alone
     */
    public Builder iamEndpoint(URI iamEndpoint) {
      this.iamEndpoint = Origin.of("iamEndpoint", iamEndpoint);
      return this;
    }

    /** The project's id. Without it, it is looked up by the region's name with the first call. */
    public Builder projectId(String projectId) {
      this.projectId = Objects.requireNonNull(projectId, "projectId");
      return this;
    }

    /** Whose calls these are; required. */
    public Builder credentials(Credentials credentials) {
      this.credentials = Objects.requireNonNull(credentials, "credentials");
      return this;
    }

    /**
     * What stands around each call; {@link Resilience#defaults()} by default. Clients that share a
     * quota share one.
     */
    public Builder resilience(Resilience resilience) {
      this.resilience = Objects.requireNonNull(resilience, "resilience");
      return this;
    }

    /**
     * A client of the host to send with, so that its connections, event loops, proxy and TLS are
     * used: {@code HttpClient.create(connectionProvider).runOn(loopResources)}. By default the
     * client has connections of its own, on the event loops that Reactor Netty shares. Redirects,
     * the client's own retry and its wiretap, which would log signatures and tokens, are turned off
     * in any case, and the {@linkplain #answerLimits limit on headers} is set.
     *
     * @throws IllegalArgumentException if it may speak anything but HTTP/1.1
     */
    public Builder httpClient(HttpClient httpClient) {
      this.httpClient = HttpTransport.onlyHttp11(httpClient);
      return this;
    }

    /**
     * Who is trusted to be the service, in place of whom the JDK trusts: the certificates of this
     * store. The server's name is checked in any case, and TLS is 1.2 or newer. Not together with
     * {@link #httpClient}, which has its own.
     *
     * @throws IllegalArgumentException if it was not loaded or is empty, and so trusts nobody
     */
    public Builder trustStore(KeyStore trustStore) {
      if (isEmpty(trustStore)) {
        throw new IllegalArgumentException(
            "trustStore must be loaded and hold at least one certificate");
      }
      this.trustStore = trustStore;
      return this;
    }

    private static boolean isEmpty(KeyStore store) {
      try {
        return store.size() == 0;
      } catch (KeyStoreException notLoaded) {
        return true;
      }
    }

    /**
     * Connections to each of the hosts at most; {@value #DEFAULT_MAX_CONNECTIONS} by default. Of no
     * effect with {@link #httpClient}, which has its own.
     *
     * @throws IllegalArgumentException if it is not 1 or more
     */
    public Builder maxConnections(int connections) {
      this.maxConnections = atLeastOne("maxConnections", connections);
      return this;
    }

    /**
     * Calls that may wait for a connection at most; {@value #DEFAULT_MAX_PENDING_ACQUIRES} by
     * default. One beyond it fails as one that was not sent, and is repeated like it. They have
     * their permit already, so it takes a rate far above what the connections carry. Of no effect
     * with {@link #httpClient}, which has its own.
     *
     * @throws IllegalArgumentException if it is not 1 or more
     */
    public Builder maxPendingAcquires(int calls) {
      this.maxPendingAcquires = atLeastOne("maxPendingAcquires", calls);
      return this;
    }

    private static int atLeastOne(String parameter, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(parameter + " must be 1 or more; was " + value);
      }
      return value;
    }

    /** How much of an answer is taken; {@link AnswerLimits#defaults()} by default. */
    public Builder answerLimits(AnswerLimits limits) {
      this.limits = Objects.requireNonNull(limits, "answerLimits");
      return this;
    }

    /**
     * Decodes long answers on a scheduler, whose threads then bring the rows, and not on the event
     * loop, whose other connections would wait meanwhile. By default all are decoded on the event
     * loop: a page of some thousand rows takes a millisecond or two there, less than a change of
     * threads is worth. {@link #onDecoded} tells what it takes.
     *
     * @param fromBytes how long the body of an answer is, at least, that is decoded there;
     *     decompressed
     * @throws IllegalArgumentException if fromBytes is not 0 or more
     */
    public Builder decodeOn(Scheduler scheduler, int fromBytes) {
      if (fromBytes < 0) {
        throw new IllegalArgumentException("fromBytes must be 0 or more; was " + fromBytes);
      }
      this.decodeScheduler = Objects.requireNonNull(scheduler, "scheduler");
      this.decodeFromBytes = fromBytes;
      return this;
    }

    /**
     * Told of each 2xx answer what decoding it took; nobody by default. Called on the thread that
     * decoded, so it must not block. What it throws goes to Reactor's dropped-error hook.
     */
    public Builder onDecoded(Consumer<DecodeReport> listener) {
      this.decodeListener = Objects.requireNonNull(listener, "listener");
      return this;
    }

    /** The time that requests are signed with, as tests want it. */
    Builder clock(Clock clock) {
      this.clock = clock;
      return this;
    }

    /**
     * The client; nothing is sent yet.
     *
     * @throws IllegalArgumentException if the project id cannot be part of a path and a header: if
     *     it is blank, {@code .} or {@code ..}, or not printable ASCII
     * @throws IllegalStateException if credentials, or both region and endpoint, or both project id
     *     and region are missing, or both a trust store and a host's HTTP client are set
     */
    public DcsClient build() {
      if (credentials == null) {
        throw new IllegalStateException("credentials must be set");
      }
      return new DcsClient(this, credentials);
    }

    private HttpTransport transport() {
      Decoding decoding = new Decoding(limits, decodeScheduler, decodeFromBytes, decodeListener);
      if (httpClient == null) {
        return HttpTransport.create(maxConnections, maxPendingAcquires, trustStore, decoding);
      }
      if (trustStore != null) {
        throw new IllegalStateException(
            "trustStore and httpClient must not both be set; give the HTTP client its trust store");
      }
      return HttpTransport.over(httpClient, decoding);
    }

    private URI resolvedEndpoint() {
      if (endpoint != null) {
        return endpoint;
      }
      if (region != null) {
        return region.dcsEndpoint();
      }
      throw new IllegalStateException("region or endpoint must be set");
    }

    private URI resolvedIamEndpoint() {
      return iamEndpoint == null ? requiredRegion().iamEndpoint() : iamEndpoint;
    }

    private Region requiredRegion() {
      if (region == null) {
        throw new IllegalStateException("projectId must be set, or region to look it up by");
      }
      return region;
    }
  }
}
