/**
 * A service that embeds the library: {@link io.pagewalk.samples.service.TaskService} streams the
 * offline key analysis tasks of an instance as NDJSON, as fast as its client reads them and no
 * faster. {@link io.pagewalk.samples.service.Main} starts it from the command line.
 */
@NullMarked
package io.pagewalk.samples.service;

import org.jspecify.annotations.NullMarked;
