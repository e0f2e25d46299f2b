package io.pagewalk.samples.export.output;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of a column, to be sent as one parameter of a statement.
 *
 * @param type as the server names that of an element
 * @param values as text that the server reads
 */
record PostgresArray(String type, List<? extends @Nullable String> values) {

  static PostgresArray ofTexts(List<? extends @Nullable String> values) {
    return new PostgresArray("text", values);
  }
}
