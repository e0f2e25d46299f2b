package io.pagewalk.samples.simulator;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.channel.ChannelFuture;
import reactor.core.publisher.Mono;

/**
 * Replies that are long or have no end. A piece is written when the one before has left, so that a
 * client that does not read holds them up and they are never in memory.
 */
final class StreamedReply {
  private static final int PIECE = 1 << 14;
  private static final int HEADER = 1_000;
  private static final long ENDLESS = Long.MAX_VALUE;
  private static final byte[] NOTHING = {};

  private final Wire wire;
  private final byte[] piece;
  private final byte[] end;

  private StreamedReply(Wire wire, byte[] piece, byte[] end) {
    this.wire = wire;
    this.piece = piece;
    this.end = end;
  }

  /** Spaces in chunks, which JSON allows before anything else. */
  static Reply endlessBody(Answer like) {
    String chunk = Integer.toHexString(PIECE) + "\r\n" + " ".repeat(PIECE) + "\r\n";
    return endless(like, "Transfer-Encoding: chunked\r\n\r\n", chunk);
  }

  /** One header after another. */
  static Reply endlessHeaders(Answer like) {
    return endless(like, "", "X-Filler: " + "x".repeat(HEADER) + "\r\n");
  }

  /** One header without an end. */
  static Reply endlessHeader(Answer like) {
    return endless(like, "X-Filler: ", "x".repeat(PIECE));
  }

  private static Reply endless(Answer like, String start, String piece) {
    return Wire.reply(
        wire -> {
          StreamedReply reply = new StreamedReply(wire, piece.getBytes(US_ASCII), NOTHING);
          return reply.begin(wire.head(like, start), NOTHING, ENDLESS);
        });
  }

  /** The padded body under its length. */
  static Reply padded(Answer like, Padded body) {
    String framing = "Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n";
    return Wire.reply(
        wire -> {
          StreamedReply reply = new StreamedReply(wire, body.block(), body.after());
          return reply.begin(wire.head(like, framing), body.before(), body.blocks());
        });
  }

  private Mono<Void> begin(String head, byte[] bytes, long pieces) {
    write(head, bytes).addListener(sent -> goOn(sent.isSuccess(), pieces));
    return Mono.empty();
  }

  private void goOn(boolean sent, long left) {
    if (!sent) {
      return;
    }
    if (left > 0) {
      write("", piece).addListener(next -> goOn(next.isSuccess(), left - 1));
    } else {
      wire.exchange().answered();
      write("", end).addListener(last -> wire.close());
    }
  }

  private ChannelFuture write(String text, byte[] bytes) {
    int length = text.length() + bytes.length;
    return wire.write(text, bytes)
        .addListener(
            sent -> {
              if (sent.isSuccess()) {
                wire.exchange().streamed(length);
              }
            });
  }
}
