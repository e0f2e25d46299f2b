package io.pagewalk.dcs;

import static java.util.stream.Collectors.joining;

import io.pagewalk.Tracking;
import io.pagewalk.dcs.DcsList.Parameter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What of a {@linkplain DcsList list} is asked for, where to start and how many rows to ask for at
 * a time. Immutable.
 *
 * @param <T> the type of a row
 */
public final class DcsListQuery<T> {

  private final DcsList<T> list;
  private final Map<String, String> parameters;
  private final long startOffset;
  private final int pageSize;

  private DcsListQuery(Builder<T> builder) {
    list = builder.list;
    parameters = builder.checked();
    startOffset = builder.startOffset;
    pageSize = builder.pageSize;
  }

  /** The list that is asked. */
  public DcsList<T> list() {
    return list;
  }

  /** What it is asked with, in the order of {@link DcsList#parameters}; unmodifiable. */
  public Map<String, String> parameters() {
    return parameters;
  }

  /** How many rows of the list are passed over, 0 or more. */
  public long startOffset() {
    return startOffset;
  }

  /** How many rows are asked for at a time, 1 or more. */
  public int pageSize() {
    return pageSize;
  }

  /** Whether it asks for some of the rows only: its total may count the others, too. */
  public boolean isFiltered() {
    return list.parameters().stream()
        .anyMatch(it -> !it.required() && parameters.containsKey(it.name()));
  }

  /**
   * How the rows are told to be new or changed since another walk; empty where nothing tells them
   * apart. A walk that compares stops early only in lists of which it is known when a row was made
   * and when it does not change any more; and not where only some of the rows are asked for, since
   * one may come to be among them long after it was made.
   */
  public Optional<Tracking<T>> tracking() {
    return isFiltered()
        ? list.tracking().map(it -> it.settling(row -> null, row -> false))
        : list.tracking();
  }

  /**
   * Which list it is, for people: {@code backups of instance 5f90…, begin_time 2025}.
   *
   * @param projectId whose list it is where it is of nothing less
   */
  String title(String projectId) {
    String of =
        parameters.keySet().stream().anyMatch(this::isInPath) ? "" : " of project " + projectId;
    return list.title() + of + words();
  }

  private String words() {
    StringBuilder words = new StringBuilder();
    parameters.forEach(
        (name, value) ->
            words
                .append(isInPath(name) ? " of " + name.replace("_id", "") : ", " + name)
                .append(' ')
                .append(value));
    return words.toString();
  }

  private boolean isInPath(String parameter) {
    return list.parameters().contains(new Parameter(parameter, true, true));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DcsListQuery<?> that
        && list.equals(that.list)
        && parameters.equals(that.parameters)
        && startOffset == that.startOffset
        && pageSize == that.pageSize;
  }

  @Override
  public int hashCode() {
    return Objects.hash(list, parameters, startOffset, pageSize);
  }

  @Override
  public String toString() {
    return list.title() + words() + ", start offset " + startOffset + ", page size " + pageSize;
  }

  /**
   * Puts a query together. Not for several threads.
   *
   * @param <T> the type of a row
   */
  public static final class Builder<T> {

    private final DcsList<T> list;
    private final Map<String, String> given = new LinkedHashMap<>();
    private long startOffset = OfflineKeyAnalysisQuery.DEFAULT_START_OFFSET;
    private int pageSize = OfflineKeyAnalysisQuery.DEFAULT_PAGE_SIZE;

    Builder(DcsList<T> list) {
      this.list = list;
    }

    /**
     * The instance whose list is asked for.
     *
     * @throws IllegalArgumentException if the list is not an instance's, or the id cannot be one
     */
    public Builder<T> instance(String instanceId) {
      if (!list.isOfInstance()) {
        throw new IllegalArgumentException(
            list + " is not a list of an instance, so it takes no instance");
      }
      return with(DcsList.INSTANCE_ID, instanceId);
    }

    /**
     * Sets a parameter of the path or the query; a value that was set before is replaced.
     *
     * @throws IllegalArgumentException if the list does not take it, or it cannot be sent
     */
    public Builder<T> with(String parameter, String value) {
      Parameter taken =
          list.parameters().stream()
              .filter(it -> it.name().equals(parameter))
              .findFirst()
              .orElseThrow(() -> notTaken(parameter));
      if (taken.inPath()) {
        Checks.segment(parameter, value);
      } else {
        Checks.text(parameter, value);
      }
      given.put(parameter, value);
      return this;
    }

    private IllegalArgumentException notTaken(String parameter) {
      String names = list.parameters().stream().map(Parameter::name).collect(joining(", "));
      return new IllegalArgumentException(
          "%s takes %s; was given %s"
              .formatted(
                  list,
                  names.isEmpty() ? "no parameters" : names,
                  Printable.text(String.valueOf(parameter))));
    }

    /**
     * Passes over that many rows; 0 unless set.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Builder<T> startOffset(long startOffset) {
      this.startOffset = Checks.startOffset(startOffset);
      return this;
    }

    /**
     * Asks for that many rows at a time; 100 unless set. The server may give fewer.
     *
     * @throws IllegalArgumentException if it is not from 1 to the {@linkplain DcsList#maxPageSize
     *     list's largest page}
     */
    public Builder<T> pageSize(int pageSize) {
      Checks.pageSize(pageSize);
      list.maxPageSize()
          .ifPresent(
              most -> {
                if (pageSize > most) {
                  throw new IllegalArgumentException(
                      "page size of %s must be 1 to %d; was %d".formatted(list, most, pageSize));
                }
              });
      this.pageSize = pageSize;
      return this;
    }

    /**
     * The query as it stands now.
     *
     * @throws IllegalArgumentException if a parameter is missing that the API requires
     */
    public DcsListQuery<T> build() {
      return new DcsListQuery<>(this);
    }

    private Map<String, String> checked() {
      String missing =
          list.parameters().stream()
              .filter(it -> it.required() && !given.containsKey(it.name()))
              .map(Parameter::name)
              .collect(joining(" and "));
      if (!missing.isEmpty()) {
        throw new IllegalArgumentException(list + " must be asked with " + missing);
      }
      Map<String, String> inOrder = new LinkedHashMap<>();
      for (Parameter parameter : list.parameters()) {
        String value = given.get(parameter.name());
        if (value != null) {
          inOrder.put(parameter.name(), value);
        }
      }
      return Collections.unmodifiableMap(inOrder);
    }
  }
}
