/** The export is tested on real files and real sockets, and as a process of its own. */
@NullMarked
package io.pagewalk.samples.export;

import org.jspecify.annotations.NullMarked;
