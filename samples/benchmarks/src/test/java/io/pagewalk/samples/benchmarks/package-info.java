/** Contenders are tested on real sockets, and the comparison with processes of its own. */
@NullMarked
package io.pagewalk.samples.benchmarks;

import org.jspecify.annotations.NullMarked;
