/**
 * The walk over an offset/limit list, without any I/O: a page vocabulary, the state machine that
 * says which pages are due and which items are new, and the errors. Nothing here knows a clock, a
 * thread or a socket.
 *
 * <p>Nothing is {@code null} unless it is marked {@link org.jspecify.annotations.Nullable}.
 */
@NullMarked
package io.pagewalk;

import org.jspecify.annotations.NullMarked;
