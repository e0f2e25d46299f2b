package io.pagewalk.reactive.dcs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values that must not be found in a text, in whichever form they are written there. */
final class Secrets {

  /** A row of a hex dump as Netty makes it: sixteen bytes, so that no text in it stays whole. */
  private static final Pattern DUMP_ROW =
      Pattern.compile("^\\|[0-9a-f]{8}\\|((?: [0-9a-f]{2}){1,16}) *\\|", Pattern.MULTILINE);

  /** As many bytes as the same text may stand behind those that base64 takes three by three. */
  private static final int ALIGNMENTS = 3;

  private final Set<String> forms = new LinkedHashSet<>();

  void add(String secret) {
    if (secret.length() < 8) {
      throw new IllegalArgumentException("a secret that short is found by chance");
    }
    byte[] bytes = secret.getBytes(ISO_8859_1);
    forms.add(secret);
    forms.add(HexFormat.of().formatHex(bytes));
    forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
    forms.add(HexFormat.ofDelimiter(" ").formatHex(bytes));
    for (int before = 0; before < ALIGNMENTS; before++) {
      forms.add(base64(bytes, before));
    }
  }

  /** What of the base64 form is the same whatever stands around the secret. */
  private static String base64(byte[] bytes, int before) {
    byte[] shifted = new byte[before + bytes.length];
    System.arraycopy(bytes, 0, shifted, before, bytes.length);
    String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
    int from = before == 0 ? 0 : before + 1;
    int end = shifted.length / 3 * 4;
    return text.substring(from, end);
  }

  /** The texts in which one of the secrets is. */
  List<String> foundIn(Collection<String> texts) {
    List<String> found = new ArrayList<>();
    for (String text : texts) {
      String all = text + "\n" + dumped(text);
      if (forms.stream().anyMatch(all::contains)) {
        found.add(text);
      }
    }
    return found;
  }

  private static String dumped(String text) {
    StringBuilder bytes = new StringBuilder();
    Matcher row = DUMP_ROW.matcher(text);
    while (row.find()) {
      byte[] of = HexFormat.ofDelimiter(" ").parseHex(row.group(1).strip());
      bytes.append(new String(of, ISO_8859_1));
    }
    return bytes.toString();
  }
}
