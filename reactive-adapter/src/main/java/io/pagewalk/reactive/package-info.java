/**
 * The reactive face of the walk: a paginator over any page source, and the resilience around one
 * page fetch.
 *
 * <p>Nothing is {@code null} unless it is marked {@link org.jspecify.annotations.Nullable}.
 */
@NullMarked
package io.pagewalk.reactive;

import org.jspecify.annotations.NullMarked;
