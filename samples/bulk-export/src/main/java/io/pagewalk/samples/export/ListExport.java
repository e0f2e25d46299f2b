package io.pagewalk.samples.export;

import static java.util.stream.Collectors.joining;

import io.pagewalk.Tracking;
import io.pagewalk.dcs.DcsList;
import io.pagewalk.dcs.DcsListQuery;
import io.pagewalk.dcs.DcsLists;
import io.pagewalk.dcs.DcsRow;
import io.pagewalk.dcs.OfflineKeyAnalysisTask;
import io.pagewalk.samples.export.output.Batch;
import io.pagewalk.samples.export.output.RowBatch;
import io.pagewalk.samples.export.output.Shape;
import io.pagewalk.samples.export.output.TaskBatch;
import io.pagewalk.samples.export.output.UsageException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which list is exported, what of it, and how its rows become those of an output.
 *
 * @param <T> the type of a row
 */
final class ListExport<T> {

  private static final Set<DcsList<?>> OF_TASK_STATUS =
      Set.of(
          DcsLists.OFFLINE_KEY_ANALYSIS_TASKS,
          DcsLists.BIG_KEY_SCAN_TASKS,
          DcsLists.HOT_KEY_SCAN_TASKS,
          DcsLists.EXPIRED_KEY_SCANS);

  private final DcsList<T> list;
  private final Map<String, String> parameters;
  private final boolean details;
  private final Shape shape;
  private final Batching<T> batching;

  /** Makes a batch of rows of one list. */
  @FunctionalInterface
  private interface Batching<T> {
    Batch batch(String instanceId, List<T> rows);
  }

  private ListExport(
      DcsList<T> list,
      Map<String, String> parameters,
      boolean details,
      Shape shape,
      Batching<T> batching) {
    this.list = list;
    this.parameters = parameters;
    this.details = details;
    this.shape = shape;
    this.batching = batching;
  }

  /**
   * Any list.
   *
   * @param parameters what it is asked with, but for the instance
   * @param details whether each finished task's analysis is exported with it
   * @throws UsageException if the list does not take that, or needs more
   */
  static ListExport<?> of(DcsList<?> list, Map<String, String> parameters, boolean details) {
    ListExport<?> export =
        list == DcsLists.OFFLINE_KEY_ANALYSIS_TASKS
            ? tasks(parameters, details)
            : rows(list, parameters);
    if (details && !export.details) {
      throw new UsageException(
          "--with-details must go with --list " + DcsLists.OFFLINE_KEY_ANALYSIS_TASKS);
    }
    if (parameters.containsKey(DcsList.INSTANCE_ID) && list.isOfInstance()) {
      throw new UsageException("--query must not name the instance; --instance-id does");
    }
    try {
      export.query("any", 1);
    } catch (IllegalArgumentException refused) {
      throw new UsageException("--list " + refused.getMessage() + ", as --query NAME=VALUE");
    }
    return export;
  }

  private static ListExport<OfflineKeyAnalysisTask> tasks(
      Map<String, String> parameters, boolean details) {
    return new ListExport<>(
        DcsLists.OFFLINE_KEY_ANALYSIS_TASKS,
        parameters,
        details,
        TaskBatch.shape(details),
        TaskBatch::of);
  }

  private static ListExport<DcsRow> rows(DcsList<?> list, Map<String, String> parameters) {
    DcsList<DcsRow> rows = list.asRows();
    return new ListExport<>(
        rows,
        parameters,
        false,
        RowBatch.shape(rows),
        (instanceId, page) -> new RowBatch(rows, instanceId, page));
  }

  /** Whether a list can be asked for the rows of a {@link io.pagewalk.dcs.TaskStatus}. */
  static boolean hasTaskStatus(DcsList<?> list) {
    return OF_TASK_STATUS.contains(list);
  }

  DcsList<T> list() {
    return list;
  }

  Shape shape() {
    return shape;
  }

  /** Whether each finished task's analysis is exported with it. */
  boolean details() {
    return details;
  }

  /**
   * What is asked of one list.
   *
   * @param instanceId whose list it is; empty where it is the project's
   */
  DcsListQuery<T> query(String instanceId, int pageSize) {
    DcsListQuery.Builder<T> query = list.query().pageSize(pageSize);
    if (list.isOfInstance()) {
      query.instance(instanceId);
    }
    parameters.forEach(query::with);
    return query.build();
  }

  /** How its rows are told to be new or changed; only of a list whose rows can be told apart. */
  Tracking<T> tracking() {
    return query("any", 1).tracking().orElseThrow();
  }

  /** Rows of one list for output, without what else is to be asked for them. */
  Batch batch(String instanceId, List<T> rows) {
    return batching.batch(instanceId, rows);
  }

  /** How many fields a row is expected to have that keeps whatever it has; else 0. */
  int fieldsKept() {
    return list.asRows() == list ? list.fields().size() : 0;
  }

  /** What its file is called where nothing names it, without the ending. */
  String fileName() {
    return list == DcsLists.OFFLINE_KEY_ANALYSIS_TASKS ? "tasks" : list.name();
  }

  /** What it is asked with, in words. */
  String parameters() {
    return parameters.isEmpty()
        ? "all rows"
        : parameters.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(joining(", "));
  }
}
