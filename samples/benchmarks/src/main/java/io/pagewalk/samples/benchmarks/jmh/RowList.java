package io.pagewalk.samples.benchmarks.jmh;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.pagewalk.Page;
import io.pagewalk.PageRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** A list at rest in memory, which answers page requests on the spot. */
final class RowList {

  static final int PAGE_SIZE = 1_000;
  static final int PAGES = 100;
  static final int ROWS = PAGES * PAGE_SIZE;

  private final byte[][] ids = new byte[ROWS][];
  private final Map<PageRequest, Page<Row>> kept = new HashMap<>();

  RowList() {
    Random random = new Random(1);
    for (int i = 0; i < ROWS; i++) {
      ids[i] = new UUID(random.nextLong(), random.nextLong()).toString().getBytes(ISO_8859_1);
    }
  }

  Page<Row> page(Ids age, PageRequest request) {
    return age == Ids.KEPT ? kept.computeIfAbsent(request, this::page) : page(request);
  }

  private Page<Row> page(PageRequest request) {
    int from = (int) request.offset();
    Row[] rows = new Row[Math.min(request.limit(), ROWS - from)];
    for (int i = 0; i < rows.length; i++) {
      // From bytes, since a copy of a String takes its hash along.
      rows[i] = new Row(new String(ids[from + i], ISO_8859_1));
    }
    return Page.of(List.of(rows), ROWS);
  }
}
