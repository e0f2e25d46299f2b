package io.pagewalk.samples.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Proper answers under {@code Content-Encoding: gzip}. */
final class Compressed {
  private static final int BUFFER = 1 << 16;

  private Compressed() {}

  static Answer of(Answer proper) {
    return gzipped(proper, out -> out.write(proper.bytes()));
  }

  /** The proper answer with its body made long: small on the wire, and only there. */
  static Answer of(Answer proper, Padded body) {
    return gzipped(
        proper,
        out -> {
          out.write(body.before());
          for (int written = 0; written < body.blocks(); written++) {
            out.write(body.block());
          }
          out.write(body.after());
        });
  }

  private static Answer gzipped(Answer proper, Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes, BUFFER)) {
      content.writeTo(gzip);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return proper.withBody(bytes.toByteArray()).with("Content-Encoding", "gzip");
  }

  private interface Content {
    void writeTo(OutputStream out) throws IOException;
  }
}
