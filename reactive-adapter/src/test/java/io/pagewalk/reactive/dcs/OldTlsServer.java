package io.pagewalk.reactive.dcs;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Answers a client's hello with one of an older protocol. Written by hand, as the JDK's own servers
 * no longer speak these.
 */
final class OldTlsServer implements Closeable {

  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final BlockingQueue<String> replies = new LinkedBlockingQueue<>();
  private final byte[] hello;

  /**
   * Listens on a port of its own.
   *
   * @param version as it is on the wire: 1 for TLS 1.0, 2 for TLS 1.1
   */
  OldTlsServer(int version) throws IOException {
    this.hello = hello(version);
    Thread server = new Thread(this::serve, "old-tls-server");
    server.setDaemon(true);
    server.start();
  }

  private static byte[] hello(int version) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(new byte[] {3, (byte) version});
    body.writeBytes(new byte[32]);
    // No session, ECDHE_RSA_WITH_AES_128_CBC_SHA, no compression.
    body.writeBytes(new byte[] {0, (byte) 0xC0, 0x13, 0});
    int length = body.size();
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.writeBytes(new byte[] {22, 3, (byte) version, 0, (byte) (length + 4)});
    record.writeBytes(new byte[] {2, 0, 0, (byte) length});
    record.writeBytes(body.toByteArray());
    return record.toByteArray();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket connection = socket.accept()) {
        DataInputStream in = new DataInputStream(connection.getInputStream());
        record(in);
        connection.getOutputStream().write(hello);
        replies.add(record(in));
      } catch (IOException goneOrClosed) {
        // The next one may stay.
      }
    }
  }

  private static String record(DataInputStream in) throws IOException {
    int type = in.readUnsignedByte();
    in.readUnsignedShort();
    byte[] body = new byte[in.readUnsignedShort()];
    in.readFully(body);
    return type + ":" + HexFormat.of().formatHex(body);
  }

  /** What the next client says to it: the record's type, and its bytes. */
  String reply() throws InterruptedException {
    return replies.take();
  }

  URI endpoint() {
    return URI.create("https://127.0.0.1:" + socket.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
