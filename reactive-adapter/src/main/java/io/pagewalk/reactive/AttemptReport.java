package io.pagewalk.reactive;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of one attempt of a call. Times are by the machine's monotonic clock.
 *
 * @param call what was asked for, in words: {@code list offline key analysis tasks of instance
 *     5f90…, offset 200, limit 100}
 * @param operation what kind of call it is, of which there are few: a tag for meters. Of a DCS
 *     client, method and path: {@code GET /v2/{project_id}/instances}
 * @param number which attempt of the call it is, from 1 on
 * @param permitted whether it got its permit; if not, nothing was sent, and the failure is the rate
 *     limiter's
 * @param waited how long it waited for its permit, or for being refused one
 * @param time how long it took from its permit on; zero if it got none
 * @param failure what it ended with; null if that was a result
 * @param repeated whether another attempt follows, unless the call is cancelled before
 */
public record AttemptReport(
    String call,
    String operation,
    int number,
    boolean permitted,
    Duration waited,
    Duration time,
    @Nullable Throwable failure,
    boolean repeated) {}
