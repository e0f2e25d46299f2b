package io.pagewalk.samples.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;

/** A connection without an HTTP client, to see what is on the wire. */
final class RawConnection implements AutoCloseable {
  private final Socket socket;
  private final String path;

  RawConnection(DcsSimulator simulator) throws IOException {
    this.socket = new Socket(InetAddress.getLoopbackAddress(), simulator.endpoint().getPort());
    this.path = new TestClient(simulator).tasks();
    socket.setSoTimeout(30_000);
  }

  RawConnection get() throws IOException {
    String request = "GET " + path + " HTTP/1.1\r\nHost: simulator\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    return this;
  }

  /** Everything up to the orderly close. */
  String readToEnd() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
  }

  /**
   * Everything up to the reset.
   *
   * @throws AssertionError if the connection ends in good order
   */
  String readToReset() throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    try {
      for (int next = in.read(); next >= 0; next = in.read()) {
        read.write(next);
      }
    } catch (SocketException reset) {
      return read.toString(ISO_8859_1);
    }
    throw new AssertionError("closed in good order behind " + read.toString(ISO_8859_1));
  }

  /** As many bytes as were asked for, or fewer where the connection ends before. */
  String read(int bytes) throws IOException {
    return new String(socket.getInputStream().readNBytes(bytes), ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
