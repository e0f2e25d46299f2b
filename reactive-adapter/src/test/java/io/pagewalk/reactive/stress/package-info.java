/**
 * Races, run as races: actors that work on one stage at the same moment, round after round, each
 * ending in an outcome that is known and explained, or forbidden.
 */
@NullMarked
package io.pagewalk.reactive.stress;

import org.jspecify.annotations.NullMarked;
