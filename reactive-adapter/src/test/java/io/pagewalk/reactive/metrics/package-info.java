/** Tests of the meters. */
@NullMarked
package io.pagewalk.reactive.metrics;

import org.jspecify.annotations.NullMarked;
