/** Tests of the guard. */
@NullMarked
package io.pagewalk.samples.guard;

import org.jspecify.annotations.NullMarked;
