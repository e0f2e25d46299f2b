package io.pagewalk.samples.export;

import io.pagewalk.dcs.ApiErrorException;
import io.pagewalk.dcs.OfflineKeyAnalysis;
import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.dcs.TaskStatus;
import io.pagewalk.reactive.dcs.DcsClient;
import io.pagewalk.samples.export.output.Batch;
import io.pagewalk.samples.export.output.TaskBatch;
import io.pagewalk.samples.export.output.TimeText;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Fetches what the analyses of finished tasks found, several at a time, under the same limits. */
final class Analyses {

  /** Rows that wait for one another: what a crash can cost, in requests. */
  static final int AT_ONCE = 100;

  /** Named as the service names them, times as in the rows. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .addModule(new SimpleModule().addSerializer(Instant.class, new Time()))
          .build();

  private final DcsClient client;
  private final int concurrency;

  Analyses(DcsClient client, int concurrency) {
    this.client = client;
    this.concurrency = concurrency;
  }

  /**
   * The same tasks with what each finished one's analysis found; nothing for one that is not
   * finished, and for one that was deleted meanwhile.
   */
  Mono<TaskBatch> of(TaskBatch plain) {
    return Flux.fromIterable(plain.tasks())
        .flatMapSequential(task -> analysis(plain.instanceId(), task), concurrency, 1)
        .collectList()
        .map(
            found ->
                new TaskBatch(
                    plain.instanceId(),
                    plain.tasks(),
                    found.stream().map(text -> text.orElse(null)).toList()));
  }

  private Mono<Optional<String>> analysis(String instanceId, OfflineKeyAnalysisTask task) {
    if (!isFinished(task)) {
      return Mono.just(Optional.empty());
    }
    return client
        .showOfflineKeyAnalysisTask(instanceId, task.id())
        .map(analysis -> Optional.of(text(analysis)))
        .onErrorResume(
            ApiErrorException.class,
            error -> Answers.isTaskAbsent(error) ? Mono.just(Optional.empty()) : Mono.error(error));
  }

  private static boolean isFinished(OfflineKeyAnalysisTask task) {
    TaskStatus status = task.status();
    return status != null
        && (status.equals(TaskStatus.SUCCESS) || status.equals(TaskStatus.FAILED));
  }

  /** How many finished tasks of a batch that has details came without. */
  static long missing(Batch any) {
    if (!(any instanceof TaskBatch batch) || batch.analyses().isEmpty()) {
      return 0;
    }
    long missing = 0;
    for (int i = 0; i < batch.tasks().size(); i++) {
      if (isFinished(batch.tasks().get(i)) && batch.analysis(i) == null) {
        missing++;
      }
    }
    return missing;
  }

  static String text(OfflineKeyAnalysis analysis) {
    return JSON.writeValueAsString(analysis);
  }

  private static final class Time extends ValueSerializer<Instant> {
    @Override
    public void serialize(
        @Nullable Instant time, JsonGenerator json, SerializationContext context) {
      json.writeString(time == null ? null : TimeText.of(time));
    }
  }
}
