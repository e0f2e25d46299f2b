/** What is written is tested on real files, and on a real database. */
@NullMarked
package io.pagewalk.samples.export.output;

import org.jspecify.annotations.NullMarked;
