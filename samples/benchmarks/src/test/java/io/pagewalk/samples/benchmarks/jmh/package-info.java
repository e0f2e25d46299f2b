/** A benchmark that does not do what it says measures nothing: here they are called for once. */
@NullMarked
package io.pagewalk.samples.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
