package io.pagewalk.samples.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.Verdict;
import io.pagewalk.samples.export.Comparison.Reading;
import io.pagewalk.samples.simulator.Movement;
import io.pagewalk.samples.simulator.SimulatorOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** What two readings make of changes that are known to the row. */
class ComparisonTest {

  private static Comparison of(int rows, String script) {
    return new Comparison(
        SimulatorOptions.builder().tasks(rows).movement(Movement.script(script)).build(), 100, 1);
  }

  private static Reading plain(Comparison comparison) {
    return comparison.plain(Mono.never()).orElseThrow();
  }

  private static Reading anchored(Comparison comparison) {
    return comparison.anchored(Mono.never()).orElseThrow();
  }

  @Test
  void aPlainReadingSkipsWhatMovesUpAndRepeatsWhatMovesDown() {
    Reading plain = plain(of(1_000, "3: remove 60 at 0\n5: insert 10 at 0"));

    assertThat(plain.stayed()).isEqualTo(1_000 - 60);
    assertThat(plain.skipped()).isEqualTo(60);
    assertThat(plain.repeated()).isEqualTo(10);
    assertThat(plain.emitted()).isEqualTo(1_000 - 60 + 10);
    assertThat(plain.requests()).isEqualTo(10);
    assertThat(plain.verdict()).isEqualTo(Verdict.UNVERIFIED);
    assertThat(plain.isFaultless()).isFalse();
  }

  @Test
  void anAnchoredReadingOfTheSameDoesNeither() {
    Reading anchored = anchored(of(1_000, "3: remove 60 at 0\n5: insert 10 at 0"));

    assertThat(anchored.stayed()).isEqualTo(1_000 - 60);
    assertThat(anchored.skipped()).isZero();
    assertThat(anchored.repeated()).isZero();
    // The removed ones were read before, and the inserted ones stand before what was read.
    assertThat(anchored.emitted()).isEqualTo(1_000);
    assertThat(anchored.report().rows()).isEqualTo(1_000);
    assertThat(anchored.report().seamsRepaired()).isEqualTo(1);
    assertThat(anchored.requests()).isEqualTo(anchored.report().requests());
    assertThat(anchored.verdict()).isEqualTo(Verdict.COMPLETE);
    assertThat(anchored.isFaultless()).isTrue();
  }

  /** The third page is the last, holds no row, or lies behind the end of what is left. */
  @ParameterizedTest
  @ValueSource(ints = {0, 40, 50, 60, 250})
  void aPlainReadingSendsOneRequestForEachPage(int removed) {
    Reading plain = plain(of(250, "3: remove " + (removed == 0 ? "1 at 249" : removed + " at 0")));

    assertThat(plain.requests()).isEqualTo(plain.report().requests());
  }

  @Test
  void skippingOrRepeatingIsAFault() {
    Reading faultless = anchored(of(10, "1: insert 1 at 0"));

    assertThat(faultless.isFaultless()).isTrue();
    assertThat(new Reading(10, 1, 0, 9, 1, faultless.report()).isFaultless()).isFalse();
    assertThat(new Reading(10, 0, 1, 11, 1, faultless.report()).isFaultless()).isFalse();
  }
}
