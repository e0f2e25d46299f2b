/**
 * Meters of Micrometer for what runs. Nothing outside of this package needs Micrometer, nor {@code
 * resilience4j-micrometer}; whoever uses it has them on the class path.
 *
 * <p>Nothing is {@code null} unless it is marked {@link org.jspecify.annotations.Nullable}.
 */
@NullMarked
package io.pagewalk.reactive.metrics;

import org.jspecify.annotations.NullMarked;
