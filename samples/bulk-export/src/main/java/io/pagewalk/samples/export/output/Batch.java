package io.pagewalk.samples.export.output;

import org.jspecify.annotations.Nullable;

/**
 * Rows of one list that are written together, as they follow one another there. Their columns are
 * those of the {@link Shape} that the sink was made with. It does not change; another thread than
 * the one that made it reads it.
 */
public interface Batch {

  /** How many rows it has. */
  int size();

  /**
   * What stands in a row, as the {@linkplain Column.Kind kind} of the column says. Asked for
   * whenever it is needed, perhaps more than once where it is a text or a time.
   *
   * @param row from 0 on
   * @param column its place in the shape, from 0 on
   * @return null where it is not known
   */
  @Nullable Object value(int row, int column);

  /**
   * A whole row as a JSON object, where NDJSON is to have it as it came.
   *
   * @param row from 0 on
   * @return null, as by default, where NDJSON is made of the columns
   */
  default @Nullable String json(int row) {
    return null;
  }
}
