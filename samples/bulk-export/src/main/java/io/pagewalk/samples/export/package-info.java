/**
 * Exports any list of DCS to a file or a database: a program on the library, and an example of how
 * to read a long list with backpressure from the socket to the disk.
 *
 * <p>Nothing is {@code null} unless it is marked {@link org.jspecify.annotations.Nullable}.
 */
@NullMarked
package io.pagewalk.samples.export;

import org.jspecify.annotations.NullMarked;
