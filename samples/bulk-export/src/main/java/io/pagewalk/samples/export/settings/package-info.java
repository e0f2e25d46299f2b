/**
 * What stands for options that were not given: variables of the environment, and profiles in a
 * file. It goes by what picocli knows of the options, and by none of their names.
 *
 * <p>Nothing is {@code null} unless it is marked {@link org.jspecify.annotations.Nullable}.
 */
@NullMarked
package io.pagewalk.samples.export.settings;

import org.jspecify.annotations.NullMarked;
