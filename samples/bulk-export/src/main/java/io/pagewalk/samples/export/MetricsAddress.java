package io.pagewalk.samples.export;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where metrics are to be read.
 *
 * @param host a name or an address of this machine; one of IPv6 in brackets
 * @param port 0 for any that is free
 */
record MetricsAddress(String host, int port) {
  private static final String THIS_MACHINE_ALONE = "127.0.0.1";
  private static final int MOST = 65_535;

  /**
   * Reads {@code PORT} or {@code ADDRESS:PORT}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static MetricsAddress parse(String text) {
    String whole = text.contains(":") ? text : THIS_MACHINE_ALONE + ":" + text;
    URI uri;
    try {
      uri = new URI("http://" + whole).parseServerAuthority();
    } catch (URISyntaxException neither) {
      throw new IllegalArgumentException(neither);
    }
    // No user before it, and no path behind it.
    if (!whole.equals(uri.getRawAuthority())
        || uri.getRawUserInfo() != null
        || uri.getPort() < 0
        || uri.getPort() > MOST) {
      throw new IllegalArgumentException("neither a port nor an address with a port");
    }
    return new MetricsAddress(uri.getHost(), uri.getPort());
  }

  /** Looks up a host that is a name, and blocks meanwhile; unresolved if there is none of it. */
  InetSocketAddress resolve() {
    return new InetSocketAddress(host, port);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
