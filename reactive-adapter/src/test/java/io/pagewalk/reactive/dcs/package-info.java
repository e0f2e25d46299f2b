/** Tests of the DCS client, over real sockets. */
@NullMarked
package io.pagewalk.reactive.dcs;

import org.jspecify.annotations.NullMarked;
