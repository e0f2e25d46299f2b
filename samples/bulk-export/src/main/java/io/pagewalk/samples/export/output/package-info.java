/**
 * Where the rows of an export go: files of text, part files of Parquet, a database, a pipe. Each
 * keeps the rows together with the state of the export that they belong to.
 *
 * <p>Nothing is {@code null} unless it is marked {@link org.jspecify.annotations.Nullable}.
 */
@NullMarked
package io.pagewalk.samples.export.output;

import org.jspecify.annotations.NullMarked;
