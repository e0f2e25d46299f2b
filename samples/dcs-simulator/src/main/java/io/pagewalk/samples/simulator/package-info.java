/**
 * The lists of the DCS API and its offline key analysis on a loopback port: {@link
 * io.pagewalk.samples.simulator.DcsSimulator} starts it from code, {@link
 * io.pagewalk.samples.simulator.Main} from the command line. Its rows are computed, not stored, and
 * it can be told to be slow, to throttle, to fail in many ways and to move the lists of tasks and
 * scans while they are read.
 *
 * <p>Each list of {@link io.pagewalk.samples.simulator.ListKind} has the path, the fields and the
 * ranges of the API page, and refuses a request that lacks a parameter the page requires. Of the
 * filters only the status of tasks and scans is heeded; all other parameters are taken and change
 * nothing.
 */
@NullMarked
package io.pagewalk.samples.simulator;

import org.jspecify.annotations.NullMarked;
