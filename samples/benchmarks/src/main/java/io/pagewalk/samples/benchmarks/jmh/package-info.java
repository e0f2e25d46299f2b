/**
 * What is inside the library, measured piece by piece by JMH: reading a page, the walk that says
 * which pages are due, and the operator that passes rows on. All of it runs on one thread, without
 * a socket.
 */
@NullMarked
package io.pagewalk.samples.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
