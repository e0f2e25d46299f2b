package io.pagewalk.dcs;

import io.pagewalk.Page;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** Reads a page of a list, wherever its answers have the rows and the total. */
final class PageReader<T> implements Answers.FieldReader {

  private final String rowsField;
  private final @Nullable String totalField;
  private final AnswerReader<T> row;
  private OptionalLong total = OptionalLong.empty();
  private @Nullable List<T> rows;

  private PageReader(String rowsField, @Nullable String totalField, AnswerReader<T> row) {
    this.rowsField = rowsField;
    this.totalField = totalField;
    this.row = row;
  }

  /**
   * Reads a page.
   *
   * @param totalField null where the list tells no total
   * @param offset of the first row that was asked for
   */
  static <T> Page<T> read(
      JsonParser json,
      String rowsField,
      @Nullable String totalField,
      AnswerReader<T> row,
      long offset) {
    PageReader<T> reader = new PageReader<>(rowsField, totalField, row);
    Answers.answer(json, reader);
    String told = totalField == null ? "its total" : totalField;
    return new Page<>(
        Answers.rows(rowsField, reader.rows, told, reader.total, offset), reader.total);
  }

  @Override
  public void read(String name, JsonParser json) {
    if (name.equals(rowsField)) {
      rows = Answers.onlyList(json, row, rows);
    } else if (name.equals(totalField)) {
      total = Answers.count(json);
    }
  }
}
