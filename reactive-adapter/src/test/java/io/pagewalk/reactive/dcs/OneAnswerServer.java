package io.pagewalk.reactive.dcs;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers the head of each request with the same bytes, whatever they are, and hangs up. */
final class OneAnswerServer implements Closeable {

  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final AtomicInteger connections = new AtomicInteger();
  private final byte[] answer;

  OneAnswerServer(String answer) throws IOException {
    this.answer = answer.getBytes(StandardCharsets.ISO_8859_1);
    Thread server = new Thread(this::serve, "one-answer-server");
    server.setDaemon(true);
    server.start();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket connection = socket.accept()) {
        connections.incrementAndGet();
        readHead(connection.getInputStream());
        connection.getOutputStream().write(answer);
      } catch (IOException goneOrClosed) {
        // The next one may stay.
      }
    }
  }

  private static void readHead(InputStream in) throws IOException {
    int lineBreaks = 0;
    while (lineBreaks < 2) {
      int c = in.read();
      if (c < 0) {
        return;
      }
      lineBreaks = c == '\n' ? lineBreaks + 1 : c == '\r' ? lineBreaks : 0;
    }
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  int connections() {
    return connections.get();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
