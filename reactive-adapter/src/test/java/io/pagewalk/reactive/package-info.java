/** Tests of the reactive face. */
@NullMarked
package io.pagewalk.reactive;

import org.jspecify.annotations.NullMarked;
