package io.pagewalk.samples.export;

import java.util.OptionalLong;

/**
 * How far an export is.
 *
 * @param rows rows written
 * @param total rows there are in all instances begun so far; empty where none was told
 * @param instance the number of the instance being exported, from 1; 0 before the first
 * @param instances how many instances there are to export; 0 before they are known
 */
record Figures(long rows, OptionalLong total, int instance, int instances) {

  /** Whether the total is that of the whole export, so that the time left can be told. */
  boolean isTotalFinal() {
    return total.isPresent() && instance == instances;
  }
}
