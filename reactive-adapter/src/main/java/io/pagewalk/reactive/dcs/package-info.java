/**
 * The reactive client of Huawei Cloud DCS.
 *
 * <p>Nothing is {@code null} unless it is marked {@link org.jspecify.annotations.Nullable}.
 */
@NullMarked
package io.pagewalk.reactive.dcs;

import org.jspecify.annotations.NullMarked;
