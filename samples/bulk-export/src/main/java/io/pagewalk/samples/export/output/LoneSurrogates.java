package io.pagewalk.samples.export.output;

import java.util.regex.Pattern;

/** Halves of surrogate pairs that stand alone: no characters, and UTF-8 has no bytes for them. */
final class LoneSurrogates {
  private static final Pattern ONE = Pattern.compile("\\p{Cs}");

  private LoneSurrogates() {}

  static boolean areIn(String text) {
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        return true;
      }
      i += Character.charCount(c);
    }
    return false;
  }

  /** JSON that says the same in ASCII. */
  static String escapedIn(String json) {
    return areIn(json)
        ? ONE.matcher(json).replaceAll(one -> "\\\\u%04x".formatted((int) one.group().charAt(0)))
        : json;
  }
}
