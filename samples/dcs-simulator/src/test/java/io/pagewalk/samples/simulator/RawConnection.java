package io.pagewalk.samples.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

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

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
