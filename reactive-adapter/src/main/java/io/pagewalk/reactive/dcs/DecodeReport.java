package io.pagewalk.reactive.dcs;

import java.time.Duration;

/**
 * What decoding one 2xx answer took. As long as it is done on an event loop, the loop's other
 * connections wait for it; see {@link DcsClient.Builder#decodeOn}.
 *
 * @param call what was asked for, in words: {@code list offline key analysis tasks of instance
 *     5f90…, offset 200, limit 100}
 * @param operation method and path, of which there are few: a tag for meters; see {@link
 *     io.pagewalk.dcs.ApiCall#operation()}
 * @param bytes length of the body, decompressed
 * @param time how long decoding took, whether it succeeded or not
 */
public record DecodeReport(String call, String operation, int bytes, Duration time) {}
