/**
 * For tests of reactive programs: BlockHound watches the threads that must not be blocked, and a
 * test during which one was fails, even where the program swallowed the error.
 */
@NullMarked
package io.pagewalk.samples.guard;

import org.jspecify.annotations.NullMarked;
