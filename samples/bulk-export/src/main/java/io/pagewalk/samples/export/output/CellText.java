package io.pagewalk.samples.export.output;

/**
 * How a text becomes a cell of CSV. The ids and the status are the server's words; a spreadsheet
 * calculates a cell that begins like a formula, and a formula can send out what stands beside it.
 */
public enum CellText {

  /** An apostrophe stands before what a spreadsheet might take for a formula. */
  GUARDED {
    @Override
    String of(String text) {
      return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
  },

  /** As it is, for a program that reads CSV and calculates nothing. */
  RAW {
    @Override
    String of(String text) {
      return text;
    }
  };

  /**
   * What OWASP's pages on CSV injection name, and the null character of its verification standard.
   * Some spreadsheets take the full-width forms for the signs they look like; characters that are
   * not shown are cut off by some, and what is behind them then comes first.
   */
  private static final String FORMULA_STARTS = "=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20";

  abstract String of(String text);
}
