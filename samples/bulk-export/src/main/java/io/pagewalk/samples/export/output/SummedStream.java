package io.pagewalk.samples.export.output;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;

/** Knows how many bytes have gone through it, and their checksum. */
final class SummedStream extends OutputStream {
  private final OutputStream out;
  private final CRC32C checksum;
  private long bytes;

  /**
   * @param bytes how many there are before the first that comes
   * @param checksum theirs; goes on here
   */
  SummedStream(OutputStream out, long bytes, CRC32C checksum) {
    this.out = out;
    this.bytes = bytes;
    this.checksum = checksum;
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
    checksum.update(b);
    bytes++;
  }

  @Override
  public void write(byte[] more, int offset, int length) throws IOException {
    out.write(more, offset, length);
    checksum.update(more, offset, length);
    bytes += length;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  Extent extent() {
    return new Extent(bytes, checksum.getValue());
  }
}
