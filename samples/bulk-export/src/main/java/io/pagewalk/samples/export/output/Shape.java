package io.pagewalk.samples.export.output;

import io.pagewalk.samples.export.output.Column.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the rows of a list look like in an output.
 *
 * @param name of a row, such as {@code offline_key_analysis_task}: a table is named so unless it is
 *     told another name
 * @param columns 1 to 100, as they come in each row
 * @param key names of the columns of text that tell rows apart, all together; empty where nothing
 *     does
 * @param others columns that such rows have elsewhere and not in this output. A table has them all
 *     the same, behind the others, and what is there is left as it is
 */
public record Shape(String name, List<Column> columns, List<String> key, List<Column> others) {
  private static final int MOST_COLUMNS = 100;

  /** Refuses what does not fit together with an {@link IllegalArgumentException}. */
  public Shape {
    Column.requireName("name", name);
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    others = List.copyOf(others);
    if (columns.isEmpty() || columns.size() > MOST_COLUMNS) {
      throw new IllegalArgumentException(
          "columns must be 1 to " + MOST_COLUMNS + "; were " + columns.size());
    }
    Set<String> names = new HashSet<>();
    Stream.concat(columns.stream(), others.stream())
        .map(Column::name)
        .filter(column -> !names.add(column))
        .findFirst()
        .ifPresent(
            column -> {
              throw new IllegalArgumentException("columns must differ; " + column + " comes twice");
            });
    List<String> texts =
        columns.stream().filter(it -> it.kind() == Kind.TEXT).map(Column::name).toList();
    if (!texts.containsAll(key) || key.size() != Set.copyOf(key).size()) {
      throw new IllegalArgumentException(
          "key must be columns of text, each once: of " + texts + "; was " + key);
    }
  }

  /** All columns come in each row. */
  public Shape(String name, List<Column> columns, List<String> key) {
    this(name, columns, key, List.of());
  }

  List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  boolean hasJson() {
    return columns.stream().anyMatch(column -> column.kind() == Kind.JSON);
  }
}
