/** Tests of the walk. */
@NullMarked
package io.pagewalk;

import org.jspecify.annotations.NullMarked;
