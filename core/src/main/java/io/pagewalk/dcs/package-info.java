/**
 * The DCS API without its sockets: what each call sends, how it is signed, and what each answer
 * means. Whoever moves the bytes needs an {@link io.pagewalk.dcs.ApiCall} from {@link
 * io.pagewalk.dcs.DcsCalls} and the headers of {@link io.pagewalk.dcs.RequestSigner}, and hands
 * what came back to {@link io.pagewalk.dcs.ApiCall#read}.
 *
 * <p>Everything here is immutable and may be shared by threads, builders excepted. Nothing is
 * {@code null} unless it is marked {@link org.jspecify.annotations.Nullable}. Credentials appear in
 * no {@code toString} and in no message.
 */
@NullMarked
package io.pagewalk.dcs;

import org.jspecify.annotations.NullMarked;
