package io.pagewalk.samples.simulator;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The ways in which the simulator can be told to fail. */
public enum FaultKind {
  /** 500 with a DCS error body. */
  SERVER_ERROR("500"),
  /** 502 with an HTML body, as load balancers answer. */
  BAD_GATEWAY_HTML("502-html"),
  /** 503 with a gateway error body. */
  UNAVAILABLE("503"),
  /** 504 with a gateway error body. */
  GATEWAY_TIMEOUT("504"),
  /** 429 with a gateway error body, and Retry-After where the options give one. */
  THROTTLED("429"),
  /** The connection is reset before any answer. */
  RESET("reset"),
  /** 200, whose Content-Length is longer than its body; then the connection is closed. */
  CUT("cut"),
  /** 200 in chunks, closed before the last chunk. */
  CUT_CHUNKED("cut-chunked"),
  /** 200 without a body. */
  EMPTY("empty"),
  /** 200 with an HTML body. */
  HTML("html"),
  /** 200 with broken JSON of the right Content-Length. */
  GARBLED("garbled"),
  /** 200 with a DCS error body. */
  ERROR_200("error-200"),
  /** No answer at all; the connection stays open until the client leaves. */
  STALL("stall"),
  /** The right answer, one byte at a time. */
  TRICKLE("trickle"),
  /** 401 that says the signature has expired. */
  EXPIRED_401("401-expired");

  private final String label;

  FaultKind(String label) {
    this.label = label;
  }

  /** The kind's name on the command line, such as {@code 502-html}. */
  public String label() {
    return label;
  }

  /**
   * The kind with that label.
   *
   * @throws IllegalArgumentException if there is none; the message lists those that are
   */
  public static FaultKind ofLabel(String label) {
    for (FaultKind kind : values()) {
      if (kind.label.equals(label)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("fault must be one of " + labels() + "; was " + label);
  }

  static String labels() {
    return Arrays.stream(values()).map(FaultKind::label).collect(Collectors.joining(", "));
  }
}
