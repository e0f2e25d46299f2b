package io.pagewalk.samples.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** An HTTP client that reads no more than it is told to, from a socket with a small buffer. */
final class RawClient implements AutoCloseable {
  private final Socket socket = new Socket();
  private final Queue<String> lines = new ArrayDeque<>();
  private String partial = "";
  private long bytesRead;

  RawClient(int port) throws IOException {
    socket.setReceiveBufferSize(4 << 10);
    socket.setSoTimeout((int) Stage.AT_MOST.toMillis());
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  /** Sends a request and reads its answer's head, up to the empty line. */
  String get(String target) throws IOException {
    return request("GET " + target + " HTTP/1.1");
  }

  String request(String line) throws IOException {
    socket.getOutputStream().write((line + "\r\nHost: service\r\n\r\n").getBytes(UTF_8));
    StringBuilder head = new StringBuilder();
    for (String header = line(); !header.isEmpty(); header = line()) {
      head.append(header).append('\n');
    }
    return head.toString();
  }

  /** The next row, read by the chunk; null after the last chunk. */
  @Nullable String nextRow() throws IOException {
    while (lines.isEmpty()) {
      int size = Integer.parseInt(line(), 16);
      String text = partial + new String(exactly(size), UTF_8);
      line();
      if (size == 0) {
        return null;
      }
      String[] rows = text.split("\n", -1);
      for (int i = 0; i < rows.length - 1; i++) {
        lines.add(rows[i]);
      }
      partial = rows[rows.length - 1];
    }
    return lines.remove();
  }

  /** Everything that comes up to the close of the connection. */
  String readToEnd() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), UTF_8);
  }

  /** How many bytes were taken out of the socket. */
  long bytesRead() {
    return bytesRead;
  }

  /** The size of the system's receive buffer, in bytes. */
  int receiveBuffer() throws IOException {
    return socket.getReceiveBufferSize();
  }

  private byte[] exactly(int size) throws IOException {
    byte[] bytes = socket.getInputStream().readNBytes(size);
    bytesRead += bytes.length;
    if (bytes.length < size) {
      throw new EOFException("the connection ended within a chunk");
    }
    return bytes;
  }

  private String line() throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the connection ended within a line");
      }
      bytesRead++;
      if (next != '\r') {
        line.write(next);
      }
    }
    bytesRead++;
    return line.toString(UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
