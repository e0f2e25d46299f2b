package io.pagewalk;

import java.util.List;
import java.util.stream.IntStream;

/** The rows 0, 1, 2… of a list that does not move, as servers of several manners answer them. */
record FakeList(int size, int cap, boolean tellsTotal) {

  static FakeList of(int size) {
    return new FakeList(size, Integer.MAX_VALUE, true);
  }

  FakeList cappedAt(int rows) {
    return new FakeList(size, rows, tellsTotal);
  }

  FakeList withoutTotal() {
    return new FakeList(size, cap, false);
  }

  List<Integer> rows() {
    return IntStream.range(0, size).boxed().toList();
  }

  Page<Integer> page(PageRequest request) {
    int from = (int) Math.min(size, request.offset());
    int to = (int) Math.min(size, from + (long) Math.min(cap, request.limit()));
    List<Integer> items = IntStream.range(from, to).boxed().toList();
    return tellsTotal ? Page.of(items, size) : Page.of(items);
  }
}
