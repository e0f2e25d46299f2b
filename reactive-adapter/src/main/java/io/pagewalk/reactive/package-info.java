/** x. */
@NullMarked
package io.pagewalk.reactive;

import org.jspecify.annotations.NullMarked;
