/** Tests of the service over real sockets, against the simulator. */
@NullMarked
package io.pagewalk.samples.service;

import org.jspecify.annotations.NullMarked;
