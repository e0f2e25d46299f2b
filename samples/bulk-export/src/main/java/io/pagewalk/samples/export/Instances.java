package io.pagewalk.samples.export;

import io.pagewalk.WalkReport;
import io.pagewalk.dcs.ApiErrorException;
import io.pagewalk.dcs.DcsInstance;
import io.pagewalk.dcs.DcsLists;
import io.pagewalk.reactive.dcs.DcsClient;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/** Which instances there are to export, and what it means where the list of one is refused. */
final class Instances {
  private final ExportPlan plan;
  private final DcsClient client;
  private final Meters meters;

  Instances(ExportPlan plan, DcsClient client, Meters meters) {
    this.plan = plan;
    this.client = client;
    this.meters = meters;
  }

  /**
   * Those that were named, or else all of the project, each once; the one that stands for the
   * project where the list is the project's. They are looked for when this is subscribed to.
   *
   * @param listed told how they were found, if they had to be
   */
  Mono<List<String>> ids(Consumer<WalkReport> listed) {
    if (!plan.list().list().isOfInstance()) {
      return Mono.just(List.of(WalkEntry.OF_PROJECT));
    }
    if (!plan.instanceIds().isEmpty()) {
      return Mono.just(plan.instanceIds());
    }
    return meters
        .counted(client.listInstances(), DcsLists.INSTANCES.name(), Optional.empty())
        .strict(false)
        .onReport(listed)
        .items()
        .map(DcsInstance::instanceId)
        .distinct()
        .collectList();
  }

  /**
   * Whether an instance that was there does not exist any more or has no such list. The only one
   * that was named is a mistake of whoever named it.
   *
   * @param read rows that were read of it before
   */
  Outcome outcome(Throwable failure, long read) {
    boolean onlyOne = plan.instanceIds().size() == 1 && read == 0;
    boolean ofInstance = plan.list().list().isOfInstance();
    if (onlyOne || !ofInstance || !(failure instanceof ApiErrorException error)) {
      return Outcome.FAILED;
    }
    if (Answers.isNotSupported(error) && read == 0) {
      return Outcome.NOT_SUPPORTED;
    }
    return Answers.isAbsent(error) ? Outcome.GONE : Outcome.FAILED;
  }
}
