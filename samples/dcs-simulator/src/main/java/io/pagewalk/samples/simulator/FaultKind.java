package io.pagewalk.samples.simulator;

import java.util.Arrays;
import java.util.List;

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
  /** 429 whose Retry-After is a date: now, or as far ahead as the options say. */
  THROTTLED_DATE("429-date"),
  /** 429 whose Retry-After is neither seconds nor a date. */
  THROTTLED_GARBAGE("429-garbage"),
  /** 302 to a path of the same host that is not part of the API. */
  REDIRECT_302("302"),
  /** 307 to a path of the same host that is not part of the API. */
  REDIRECT_307("307"),
  /** 401 that says the signature has expired. */
  EXPIRED_401("401-expired"),

  /** The connection is reset before any answer. */
  RESET("reset"),
  /** The connection is reset in the middle of the answer's head. */
  RESET_HEAD("reset-head"),
  /** The connection is reset in the middle of the answer's body. */
  RESET_BODY("reset-body"),
  /**
   * The connection is closed in good order before any answer: what a client meets that takes a
   * connection from its pool just when the server closes it.
   */
  HANG_UP("hang-up"),
  /** The right answer; then the connection is closed, which no header has told. */
  CLOSE_IDLE("close-idle"),
  /** 200, whose Content-Length is longer than its body; then the connection is closed. */
  CUT("cut"),
  /** 200 in chunks, closed before the last chunk. */
  CUT_CHUNKED("cut-chunked"),
  /** 200 that only the connection's close ends, which comes in the middle of the body. */
  CUT_UNFRAMED("cut-unframed"),
  /** The right answer, of which only the connection's close tells the end. */
  UNFRAMED("unframed"),
  /** No answer at all; the connection stays open until the client leaves. */
  STALL("stall"),
  /** Half the answer; the connection stays open until the client leaves. */
  STALL_BODY("stall-body"),
  /** The right answer, one byte at a time. */
  TRICKLE("trickle"),

  /** 200 without a body. */
  EMPTY("empty"),
  /** 200 with an HTML body. */
  HTML("html"),
  /** 200 with a DCS error body. */
  ERROR_200("error-200"),
  /** 200 with broken JSON of the right Content-Length. */
  GARBLED("garbled"),
  /** The right answer as {@code text/html}. */
  WRONG_TYPE("wrong-type"),
  /** The right answer with a byte order mark before it. */
  BOM("bom"),
  /** The right answer with something behind it. */
  TRAILING("trailing"),
  /** A page whose first row's id is not UTF-8. */
  BAD_UTF8("bad-utf8"),
  /** A page whose first row has two ids. */
  TWO_IDS("two-ids"),
  /** A page with two lists of rows. */
  TWO_LISTS("two-lists"),
  /** A page with two totals. */
  TWO_TOTALS("two-totals"),
  /** A page whose total is 1e400, more than a double can hold. */
  TOTAL_1E400("total-1e400"),
  /** A page whose total has 20 digits, more than a long can hold. */
  TOTAL_LONG("total-20-digits"),
  /** A page whose total is negative. */
  TOTAL_NEGATIVE("total-negative"),
  /** A page whose total is 1.5. */
  TOTAL_FRACTION("total-fraction"),

  /** The right answer, compressed whatever the client accepts. */
  GZIP("gzip"),
  /** The right answer behind 256 MiB of spaces, which compressed are a quarter of one. */
  GZIP_BOMB("gzip-bomb"),
  /** The right answer with a string of 256 MiB, which compressed is a quarter of one. */
  GZIP_BOMB_STRING("gzip-bomb-string"),
  /** The right answer with a string of 200 MB. */
  HUGE_STRING("huge-string"),
  /** The right answer with a million arrays in each other. */
  NESTED("nested"),
  /** 200, whose body goes on until the client leaves. */
  ENDLESS_BODY("endless-body"),
  /** 200, whose headers go on until the client leaves. */
  ENDLESS_HEADERS("endless-headers"),
  /** 200 with one header that goes on until the client leaves. */
  ENDLESS_HEADER("endless-header");

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
    throw new IllegalArgumentException(
        "fault must be one of " + String.join(", ", labels()) + "; was " + label);
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(FaultKind::label).toList();
  }
}
