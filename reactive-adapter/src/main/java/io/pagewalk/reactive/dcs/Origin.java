package io.pagewalk.reactive.dcs;

import java.net.URI;

/** Where a service is: a scheme, a host and perhaps a port. All else is a call's own business. */
final class Origin {

  private Origin() {}

  /**
   * The origin that a URI names.
   *
   * @param parameter what the URI is called in the message that refuses it
   * @throws IllegalArgumentException if it is not http or https, or has more than an origin
   */
  static URI of(String parameter, URI uri) {
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    String path = uri.getRawPath();
    if (!http
        || uri.getHost() == null
        || uri.getRawUserInfo() != null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null
        || !(path == null || path.isEmpty() || path.equals("/"))) {
      throw new IllegalArgumentException(
          parameter + " must be http(s)://host[:port]; was " + withoutUserInfo(uri));
    }
    return URI.create(uri.getScheme() + "://" + uri.getRawAuthority());
  }

  private static String withoutUserInfo(URI uri) {
    return uri.getRawUserInfo() == null
        ? uri.toString()
        : uri.toString().replace(uri.getRawUserInfo() + "@", "***@");
  }
}
