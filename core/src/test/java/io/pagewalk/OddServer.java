package io.pagewalk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Servers that do not keep to what a list API should do. Lists have 500 rows to begin with. */
enum OddServer {
  IGNORES_OFFSET {
    @Override
    Page<String> answer(PageRequest request, int before) {
      return Page.of(slice(LIST, 0, request.limit()), SIZE);
    }
  },
  IGNORES_OFFSET_WITHOUT_TOTAL {
    @Override
    Page<String> answer(PageRequest request, int before) {
      return Page.of(slice(LIST, 0, request.limit()));
    }
  },
  CUTS_OFFSET_TO_LAST_PAGE {
    @Override
    Page<String> answer(PageRequest request, int before) {
      long at = Math.min(request.offset(), Math.max(0, SIZE - request.limit()));
      return Page.of(slice(LIST, at, request.limit()));
    }
  },
  GOES_ROUND_IN_A_CIRCLE {
    @Override
    Page<String> answer(PageRequest request, int before) {
      return Page.of(circle(request), 1_000_000);
    }
  },
  GOES_ROUND_IN_A_CIRCLE_WITHOUT_TOTAL {
    @Override
    Page<String> answer(PageRequest request, int before) {
      return Page.of(circle(request));
    }
  },
  GROWS_AT_THE_TAIL_AS_FAST_AS_IT_IS_READ {
    @Override
    Page<String> answer(PageRequest request, int before) {
      int size = SIZE + before * request.limit();
      int to = (int) Math.min(size, request.offset() + request.limit());
      return Page.of(rows((int) request.offset(), to), size);
    }
  },
  GROWS_AT_THE_HEAD_AS_FAST_AS_IT_IS_READ {
    @Override
    Page<String> answer(PageRequest request, int before) {
      int grown = before * request.limit();
      int from = (int) request.offset() - grown;
      return Page.of(rows(from, Math.min(SIZE, from + request.limit())), SIZE + grown);
    }
  },
  GIVES_OTHER_ROWS_EACH_TIME {
    @Override
    Page<String> answer(PageRequest request, int before) {
      int left = (int) Math.max(0, Math.min(request.limit(), SIZE - request.offset()));
      int from = 1_000 * (before + 1);
      return Page.of(rows(from, from + left), SIZE);
    }
  },
  TURNS_ITS_ORDER_ROUND {
    @Override
    Page<String> answer(PageRequest request, int before) {
      List<String> list = new ArrayList<>(LIST);
      if (before >= 4) {
        Collections.reverse(list);
      }
      return Page.of(slice(list, request.offset(), request.limit()), SIZE);
    }
  },
  HAS_NO_ORDER {
    @Override
    Page<String> answer(PageRequest request, int before) {
      List<String> list = new ArrayList<>(LIST);
      Collections.shuffle(list, new Random(before));
      return Page.of(slice(list, request.offset(), request.limit()), SIZE);
    }
  },
  GIVES_NOTHING_NOW_AND_THEN {
    @Override
    Page<String> answer(PageRequest request, int before) {
      return before % 3 == 2
          ? Page.of(List.of(), SIZE)
          : Page.of(slice(LIST, request.offset(), request.limit()), SIZE);
    }
  },
  GIVES_NOTHING_NOW_AND_THEN_WITHOUT_TOTAL {
    @Override
    Page<String> answer(PageRequest request, int before) {
      return Page.of(before % 3 == 2 ? List.of() : slice(LIST, request.offset(), request.limit()));
    }
  },
  SAYS_MORE_THAN_THERE_IS {
    @Override
    Page<String> answer(PageRequest request, int before) {
      return Page.of(slice(LIST, request.offset(), request.limit()), SIZE + 7);
    }
  },
  SAYS_FEWER_THAN_THERE_ARE {
    @Override
    Page<String> answer(PageRequest request, int before) {
      return Page.of(slice(LIST, request.offset(), request.limit()), SIZE / 2);
    }
  },
  SAYS_THERE_IS_NOTHING {
    @Override
    Page<String> answer(PageRequest request, int before) {
      return Page.of(slice(LIST, request.offset(), request.limit()), 0);
    }
  },
  GIVES_EACH_ROW_TWICE {
    @Override
    Page<String> answer(PageRequest request, int before) {
      List<String> twice = LIST.stream().flatMap(row -> List.of(row, row).stream()).toList();
      return Page.of(slice(twice, request.offset(), request.limit()), 2L * SIZE);
    }
  },
  GIVES_ONE_ROW_WHERE_THERE_ARE_TWO {
    @Override
    Page<String> answer(PageRequest request, int before) {
      return Page.of(slice(LIST, request.offset(), 1), SIZE);
    }
  },
  GIVES_MORE_THAN_ASKED_FOR {
    @Override
    Page<String> answer(PageRequest request, int before) {
      return Page.of(slice(LIST, request.offset(), request.limit() + 5), SIZE);
    }
  };

  static final int SIZE = 500;
  static final List<String> LIST = rows(0, SIZE);

  /**
   * @param before requests answered before this one
   */
  abstract Page<String> answer(PageRequest request, int before);

  /** Whether all rows of the list are there all the time. */
  boolean keepsItsRows() {
    return this != GIVES_OTHER_ROWS_EACH_TIME
        // Where the walk is as long as the total says, nothing gives the lie away.
        && this != SAYS_FEWER_THAN_THERE_ARE;
  }

  private static List<String> rows(int from, int to) {
    return IntStream.range(from, to).mapToObj(row -> "r" + row).toList();
  }

  private static List<String> circle(PageRequest request) {
    return IntStream.range(0, request.limit())
        .mapToObj(i -> "r" + (request.offset() + i) % 50)
        .toList();
  }

  private static List<String> slice(List<String> list, long offset, int limit) {
    int from = (int) Math.min(list.size(), offset);
    return list.subList(from, Math.min(list.size(), from + limit));
  }
}
