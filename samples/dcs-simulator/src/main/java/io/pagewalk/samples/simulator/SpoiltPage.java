package io.pagewalk.samples.simulator;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pages of one list with their fields spoilt; bodies are strings as those of {@link Spoiling}. */
final class SpoiltPage {
  private final String rows;
  private final String totalField;
  private final String idField;

  SpoiltPage(ListShape shape) {
    this.rows = shape.rows();
    this.totalField = shape.total();
    // Where a list has no identity, what most looks like one.
    this.idField = shape.identity().isEmpty() ? "message" : shape.identity().get(0);
  }

  /** A byte that UTF-8 has nowhere, in the middle of the first row's id. */
  String badUtf8(String body) {
    return firstId(body)
        .replaceFirst(
            found -> {
              StringBuilder row = new StringBuilder(found.group());
              int value = found.start(1) - found.start();
              row.setCharAt((value + row.length()) / 2, (char) 0xff);
              return Matcher.quoteReplacement(row.toString());
            });
  }

  String twoIds(String body) {
    return firstId(body).replaceFirst("\"" + idField + "\":\"another\",$0");
  }

  String twoLists(String body) {
    return Spoiling.field(body, "\"" + rows + "\":[]");
  }

  String twoTotals(String body) {
    return Spoiling.field(body, "\"" + totalField + "\":0");
  }

  /** Changes the total's literal, whatever JSON or not that makes; a string stays one. */
  UnaryOperator<String> total(String literal) {
    Pattern total = Pattern.compile("(\"" + totalField + "\":\"?)[0-9]+");
    return body -> total.matcher(body).replaceFirst("$1" + Matcher.quoteReplacement(literal));
  }

  private Matcher firstId(String body) {
    return Pattern.compile("\"" + idField + "\":\"([^\"]*)\"").matcher(body);
  }
}
