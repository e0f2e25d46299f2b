/**
 * The DCS offline key analysis API on a loopback port: {@link
 * io.pagewalk.samples.simulator.DcsSimulator} starts it from code, {@link
 * io.pagewalk.samples.simulator.Main} from the command line. Its rows are computed, not stored, and
 * it can be told to be slow, to throttle, to fail in many ways and to move its lists while they are
 * read.
 */
@NullMarked
package io.pagewalk.samples.simulator;

import org.jspecify.annotations.NullMarked;
