/** Tests of the DCS calls: what is sent, and what comes of each answer. */
@NullMarked
package io.pagewalk.dcs;

import org.jspecify.annotations.NullMarked;
