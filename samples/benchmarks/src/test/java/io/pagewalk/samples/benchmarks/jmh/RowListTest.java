package io.pagewalk.samples.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagewalk.Page;
import io.pagewalk.PageRequest;
import org.junit.jupiter.api.Test;

class RowListTest {

  private static final PageRequest LAST = new PageRequest(RowList.ROWS - 600, RowList.PAGE_SIZE);

  private final RowList list = new RowList();

  @Test
  void makesFreshPagesAnewAndKeepsTheOthers() {
    Page<Row> kept = list.page(Ids.KEPT, LAST);
    Page<Row> fresh = list.page(Ids.FRESH, LAST);
    assertThat(kept.items()).hasSize(600).doesNotHaveDuplicates();
    assertThat(list.page(Ids.KEPT, LAST)).isSameAs(kept);
    assertThat(fresh).isEqualTo(kept);
    assertThat(fresh.items().get(0).id()).isNotSameAs(kept.items().get(0).id());
  }
}
