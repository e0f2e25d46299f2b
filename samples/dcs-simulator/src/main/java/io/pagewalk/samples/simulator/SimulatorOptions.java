package io.pagewalk.samples.simulator;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * What a simulator holds and how it behaves. Immutable. The defaults are one instance of 1,000
 * tasks, as many scans of each kind and 250 rows of every other list, which wants signatures made
 * with {@link #DEFAULT_ACCESS_KEY}, answers at once and never fails.
 */
public final class SimulatorOptions {
  /** The access key that is taken unless another is set. Made up. */
  public static final String DEFAULT_ACCESS_KEY = "SIMULATORACCESSKEY01";

  /** The secret key that is taken unless another is set. Made up, and no secret. */
  public static final String DEFAULT_SECRET_KEY = "simulator-secret-key-for-tests-only-0001";

  /** The project that holds the instances unless another is set. */
  public static final String DEFAULT_PROJECT_ID = "0123456789abcdef0123456789abcdef";

  /** The region whose project that is, unless another is set. */
  public static final String DEFAULT_REGION = "cn-north-4";

  static final int MOST_INSTANCES = 1_000_000;
  static final int MOST_TASKS = 1_000_000_000;
  static final int DEFAULT_ROWS = 250;
  static final int MOST_THROTTLE = 1_000_000;

  final int port;
  private final int instances;
  private final int unsupported;
  private final int tasks;
  private final Map<Integer, Integer> tasksByInstance;
  private final Map<ListKind, Integer> rows;
  final boolean newestFirst;
  private final OptionalInt maxLimit;
  final @Nullable Movement movement;
  private final String projectId;
  private final String region;
  final boolean authentication;
  private final String accessKey;
  private final String secretKey;
  final @Nullable String securityToken;
  final @Nullable String authToken;
  final Duration latency;
  final OptionalInt throttle;
  final OptionalInt retryAfter;
  final double faultFraction;
  final Set<FaultKind> faultKinds;
  final long seed;
  final Function<SimulatedRequest, Optional<Fault>> faultHook;
  final Duration trickleInterval;
  final int rememberedLists;
  final Clock clock;
  final Scheduler scheduler;

  private SimulatorOptions(Builder builder) {
    this.port = builder.port;
    this.instances = builder.instances;
    this.unsupported = builder.unsupported;
    this.tasks = builder.tasks;
    this.tasksByInstance = Map.copyOf(builder.tasksByInstance);
    this.rows = Map.copyOf(builder.rows);
    this.newestFirst = builder.newestFirst;
    this.maxLimit = builder.maxLimit;
    this.movement = builder.movement;
    this.projectId = builder.projectId;
    this.region = builder.region;
    this.authentication = builder.authentication;
    this.accessKey = builder.accessKey;
    this.secretKey = builder.secretKey;
    this.securityToken = builder.securityToken;
    this.authToken = builder.authToken;
    this.latency = builder.latency;
    this.throttle = builder.throttle;
    this.retryAfter = builder.retryAfter;
    this.faultFraction = builder.faultFraction;
    this.faultKinds = builder.faultKinds;
    this.seed = builder.seed;
    this.faultHook = builder.faultHook;
    this.trickleInterval = builder.trickleInterval;
    this.rememberedLists = builder.rememberedLists;
    this.clock = builder.clock;
    this.scheduler = builder.scheduler;
  }

  /** Starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** How many instances the project has. */
  public int instances() {
    return instances;
  }

  /** The project that holds the instances. */
  public String projectId() {
    return projectId;
  }

  /** The region whose project that is. */
  public String region() {
    return region;
  }

  /** The access key that signatures must name. */
  public String accessKey() {
    return accessKey;
  }

  /** The secret key that signatures must be made with. */
  public String secretKey() {
    return secretKey;
  }

  boolean supports(int instance) {
    return instance < instances - unsupported;
  }

  /** How many rows a list begins with: as told, and where nothing was told, the default. */
  int rowsOf(ListKind list, int instance) {
    if (list == ListKind.INSTANCES) {
      return instances;
    }
    boolean asTasks = ListShape.of(list).moves();
    return rows.getOrDefault(
        list, asTasks ? tasksByInstance.getOrDefault(instance, tasks) : DEFAULT_ROWS);
  }

  int capped(int limit) {
    return Math.min(limit, maxLimit.orElse(limit));
  }

  /** Collects options; each setter refuses what it cannot use. Not for several threads. */
  public static final class Builder {
    private int port;
    private int instances = 1;
    private int unsupported;
    private int tasks = 1_000;
    private final Map<Integer, Integer> tasksByInstance = new HashMap<>();
    private final Map<ListKind, Integer> rows = new EnumMap<>(ListKind.class);
    private boolean newestFirst;
    private OptionalInt maxLimit = OptionalInt.empty();
    private @Nullable Movement movement;
    private String projectId = DEFAULT_PROJECT_ID;
    private String region = DEFAULT_REGION;
    private boolean authentication = true;
    private String accessKey = DEFAULT_ACCESS_KEY;
    private String secretKey = DEFAULT_SECRET_KEY;
    private @Nullable String securityToken;
    private @Nullable String authToken;
    private Duration latency = Duration.ZERO;
    private OptionalInt throttle = OptionalInt.empty();
    private OptionalInt retryAfter = OptionalInt.empty();
    private double faultFraction;
    private Set<FaultKind> faultKinds = Set.of();
    private long seed;
    private Function<SimulatedRequest, Optional<Fault>> faultHook = request -> Optional.empty();
    private Duration trickleInterval = Duration.ofMillis(200);
    private int rememberedLists = 10_000;
    private Clock clock = Clock.systemUTC();
    private Scheduler scheduler = Schedulers.parallel();

    private Builder() {}

    /** The port on 127.0.0.1, 0 to 65535; 0, the default, takes any that is free. */
    public Builder port(int port) {
      this.port = Range.check("port", port, 0, 65_535);
      return this;
    }

    /** How many instances the project has, 0 to 1,000,000; 1 by default. */
    public Builder instances(int instances) {
      this.instances = Range.check("instances", instances, 0, MOST_INSTANCES);
      return this;
    }

    /**
     * How many instances, counted from the last, do not support the analysis; none by default. It
     * cannot be more than there are, which {@link #build} checks.
     */
    public Builder unsupported(int unsupported) {
      this.unsupported = Range.check("unsupported", unsupported, 0, MOST_INSTANCES);
      return this;
    }

    /**
     * How many tasks each instance begins with, 0 to 1,000,000,000; 1,000 by default. So many scans
     * of each kind it has as well, unless {@link #rows} tells otherwise.
     */
    public Builder tasks(int tasks) {
      this.tasks = Range.check("tasks", tasks, 0, MOST_TASKS);
      return this;
    }

    /** How many tasks one instance begins with, in place of {@link #tasks}; counted from 0. */
    public Builder tasksOfInstance(int instance, int tasks) {
      tasksByInstance.put(
          Range.check("instance", instance, 0, MOST_INSTANCES - 1),
          Range.check("tasks", tasks, 0, MOST_TASKS));
      return this;
    }

    /**
     * How many rows a list has, 0 to 1,000,000,000, for each instance where it is an instance's. By
     * default scans are as many as {@link #tasks} and all other rows 250. For offline key analyses
     * this is {@link #tasks}, for instances {@link #instances}.
     */
    public Builder rows(ListKind list, int rows) {
      return switch (list) {
        case OFFLINE_KEY_ANALYSIS_TASKS -> tasks(rows);
        case INSTANCES -> instances(rows);
        default -> {
          this.rows.put(list, Range.check("rows of " + list.label(), rows, 0, MOST_TASKS));
          yield this;
        }
      };
    }

    /**
     * Whether the lists whose rows were created one after another begin with the newest; false by
     * default. Created tasks, and rows that a movement inserts at 0, are the newest and stand first
     * then. Instances keep their places, and are the younger the earlier they stand.
     */
    public Builder newestFirst(boolean newestFirst) {
      this.newestFirst = newestFirst;
      return this;
    }

    /** The most rows that a page has, whatever is asked for, 1 or more; no cap by default. */
    public Builder maxLimit(int maxLimit) {
      this.maxLimit = OptionalInt.of(Range.check("maxLimit", maxLimit, 1, Integer.MAX_VALUE));
      return this;
    }

    /**
     * How each instance's lists of tasks and scans change while they are read; by default only the
     * tasks change, by create and delete requests. The rows of a list that moves are held in
     * memory: none may begin with more than 500,000, which {@link #build} checks.
     */
    public Builder movement(Movement movement) {
      this.movement = requireNonNull(movement, "movement");
      return this;
    }

    /** The project that holds the instances. */
    public Builder projectId(String projectId) {
      this.projectId = notEmpty("projectId", projectId);
      return this;
    }

    /** The name under which IAM knows the project. */
    public Builder region(String region) {
      this.region = notEmpty("region", region);
      return this;
    }

    /** Whether requests must be signed or carry a token; true by default. */
    public Builder authentication(boolean required) {
      this.authentication = required;
      return this;
    }

    /** The keys that signatures must be made with. */
    public Builder keys(String accessKey, String secretKey) {
      this.accessKey = notEmpty("accessKey", accessKey);
      this.secretKey = notEmpty("secretKey", secretKey);
      return this;
    }

    /** Makes the keys temporary: X-Security-Token must be this and be signed. None by default. */
    public Builder securityToken(String securityToken) {
      this.securityToken = notEmpty("securityToken", securityToken);
      return this;
    }

    /** An X-Auth-Token that is taken in place of a signature. None by default. */
    public Builder authToken(String authToken) {
      this.authToken = notEmpty("authToken", authToken);
      return this;
    }

    /** How long each answer waits, at least; no thread waits with it. Zero by default. */
    public Builder latency(Duration latency) {
      if (latency.isNegative()) {
        throw new IllegalArgumentException("latency must be 0 or more; was " + latency);
      }
      this.latency = latency;
      return this;
    }

    /**
     * How many requests are let through in each second of the clock, 1 to 1,000,000; the rest get
     * 429. Without a throttle by default.
     */
    public Builder throttle(int requestsASecond) {
      this.throttle = OptionalInt.of(Range.check("throttle", requestsASecond, 1, MOST_THROTTLE));
      return this;
    }

    /** The seconds that a 429 gives as Retry-After, 0 or more; no such header by default. */
    public Builder retryAfter(int seconds) {
      this.retryAfter = OptionalInt.of(Range.check("retryAfter", seconds, 0, Integer.MAX_VALUE));
      return this;
    }

    /**
     * Makes a fraction of the requests for a page of any list but that of instances fail, in one of
     * these ways each. Which and how is fixed by the seed, the list and the request's number.
     *
     * @param fraction 0 to 1
     * @param kinds at least one
     */
    public Builder faults(double fraction, Collection<FaultKind> kinds) {
      if (!(fraction >= 0 && fraction <= 1)) {
        throw new IllegalArgumentException("fraction must be 0 to 1; was " + fraction);
      }
      if (kinds.isEmpty()) {
        throw new IllegalArgumentException("kinds must have one fault kind or more; had none");
      }
      this.faultFraction = fraction;
      this.faultKinds = Collections.unmodifiableSet(EnumSet.copyOf(kinds));
      return this;
    }

    /** What picks the requests of {@link #faults}; 0 by default. */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /**
     * Asked for each request that is authentic, known and not throttled: what goes wrong with it,
     * or nothing. It comes before {@link #faults} and is called on an event loop, so it must not
     * block. Requests for a list whose query cannot be read are not asked about.
     */
    public Builder faultHook(Function<SimulatedRequest, Optional<Fault>> hook) {
      this.faultHook = requireNonNull(hook, "hook");
      return this;
    }

    /** How long the fault {@link FaultKind#TRICKLE} waits before each byte; 200 ms by default. */
    public Builder trickleInterval(Duration interval) {
      if (interval.isNegative() || interval.isZero()) {
        throw new IllegalArgumentException("interval must be more than 0; was " + interval);
      }
      this.trickleInterval = interval;
      return this;
    }

    /** How many requests {@link Traffic#lists} holds at most, 0 or more; 10,000 by default. */
    public Builder rememberedLists(int requests) {
      this.rememberedLists = Range.check("requests", requests, 0, Integer.MAX_VALUE);
      return this;
    }

    /** What tells the time for signatures, the throttle, Date and new tasks; UTC by default. */
    public Builder clock(Clock clock) {
      this.clock = requireNonNull(clock, "clock");
      return this;
    }

    /** Where latency and trickle wait; {@link Schedulers#parallel()} by default. */
    public Builder scheduler(Scheduler scheduler) {
      this.scheduler = requireNonNull(scheduler, "scheduler");
      return this;
    }

    /**
     * The options as they stand; the builder may be used further.
     *
     * @throws IllegalArgumentException if more instances are unsupported than there are, one beyond
     *     the last was given its own number of tasks, or a list has too many tasks to move
     */
    public SimulatorOptions build() {
      Range.check("unsupported", unsupported, 0, instances);
      for (int instance : tasksByInstance.keySet()) {
        Range.check("instance", instance, 0, instances - 1);
      }
      if (movement != null) {
        Range.check("tasks of a list that moves", tasks, 0, Movement.MOST_TASKS);
        tasksByInstance
            .values()
            .forEach(own -> Range.check("tasks of a list that moves", own, 0, Movement.MOST_TASKS));
        rows.forEach(
            (list, own) -> {
              if (ListShape.of(list).moves()) {
                Range.check("rows of " + list.label() + " that move", own, 0, Movement.MOST_TASKS);
              }
            });
      }
      return new SimulatorOptions(this);
    }

    private static String notEmpty(String name, String value) {
      if (value.isEmpty()) {
        throw new IllegalArgumentException(name + " must not be empty");
      }
      return value;
    }
  }
}
