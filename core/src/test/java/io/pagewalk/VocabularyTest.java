package io.pagewalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class VocabularyTest {

  @Test
  void badValuesAreRefusedWithTheParameterAndItsRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PageRequest(-1, 1))
        .withMessage("offset must be 0 or more; was -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PageRequest(0, 0))
        .withMessage("limit must be 1 or more; was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Page.of(List.of(), -1))
        .withMessage("total must be 0 or more; was -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WalkOptions.<Integer>builder().pageSize(0))
        .withMessage("pageSize must be 1 or more; was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WalkOptions.<Integer>builder().concurrency(0))
        .withMessage("concurrency must be 1 or more; was 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WalkOptions.<Integer>builder().prefetch(-1))
        .withMessage("prefetch must be 0 or more; was -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WalkOptions.<Integer>builder().startOffset(-1))
        .withMessage("startOffset must be 0 or more; was -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WalkOptions.<Integer>builder().maxItems(0))
        .withMessage("maxItems must be 1 or more; was 0");
  }

  @Test
  void aPageKeepsItsOwnRowsAndNoNulls() {
    List<String> rows = new ArrayList<>(List.of("a"));
    Page<String> page = Page.of(rows);
    rows.clear();

    assertThat(page.items()).containsExactly("a");
    assertThatThrownBy(() -> Page.of(Arrays.asList("a", null)))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  void optionsAreCopiedWhole() {
    WalkOptions<Integer> options =
        WalkOptions.<Integer>builder()
            .pageSize(7)
            .concurrency(3)
            .prefetch(2)
            .startOffset(5)
            .maxItems(9)
            .build();

    assertThat(options.toBuilder().build()).hasToString(options.toString());
    assertThat(options)
        .hasToString(
            "WalkOptions[pageSize=7, concurrency=3, prefetch=2, startOffset=5, maxItems=9]");
    assertThat(WalkOptions.defaults())
        .hasToString(
            "WalkOptions[pageSize=100, concurrency=1, prefetch=0, startOffset=0, maxItems=none]");
  }
}
