/** Measures the library beside what people use today, and what is inside it. */
@NullMarked
package io.pagewalk.samples.benchmarks;

import org.jspecify.annotations.NullMarked;
