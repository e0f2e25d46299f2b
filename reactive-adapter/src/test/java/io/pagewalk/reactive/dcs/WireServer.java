package io.pagewalk.reactive.dcs;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Keeps each request as it came over the wire, byte for byte, and answers with whatever bytes a
 * test wants. A byte is a character of ISO 8859-1 here, so that no decoding hides one.
 */
final class WireServer implements Closeable {

  /** Ends the connection in place of an answer. */
  static final String HANG_UP = "";

  /** Ends the connection behind the answer that has it among its headers. */
  static final String CLOSE = "Connection: close";

  private static final String END_OF_HEAD = "\r\n\r\n";

  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final AtomicInteger connections = new AtomicInteger();
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final Function<String, String> answer;

  /**
   * Listens on a port of its own.
   *
   * @param answer from a request's head to the bytes to send back
   */
  WireServer(Function<String, String> answer) throws IOException {
    this.answer = answer;
    start(this::accept);
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "wire-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        connections.incrementAndGet();
        start(() -> serve(connection));
      } catch (IOException closed) {
        // Ends the loop if it is the server that was closed.
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      String head = head(in);
      while (!head.isEmpty()) {
        heads.add(head);
        String bytes = answer.apply(head);
        connection.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        head = bytes.equals(HANG_UP) || bytes.contains(CLOSE) ? "" : head(in);
      }
    } catch (IOException gone) {
      // Who hangs up is what tests are about.
    }
  }

  /** Empty where the connection ended before its end. */
  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String head = "";
    while (!head.endsWith(END_OF_HEAD)) {
      int b = in.read();
      if (b < 0) {
        return "";
      }
      bytes.write(b);
      // Looked at where a head can end only: it would be decoded anew with each byte else.
      head = b == '\n' ? bytes.toString(StandardCharsets.ISO_8859_1) : "";
    }
    return head;
  }

  /** An answer whose connection stays open. */
  static String answer(int status, String body, String... headers) {
    StringBuilder text = new StringBuilder("HTTP/1.1 " + status + " Some Reason\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    return text.append("Content-Type: application/json\r\nContent-Length: ")
        .append(body.length())
        .append(END_OF_HEAD)
        .append(body)
        .toString();
  }

  /** A request's header; empty where it has none. */
  static String header(String head, String name) {
    return head.lines()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  /** The heads of all requests, in the order in which they came. */
  List<String> heads() {
    return List.copyOf(heads);
  }

  int connections() {
    return connections.get();
  }

  int port() {
    return socket.getLocalPort();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + port());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
