package io.pagewalk.samples.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptTest {
  @Test
  void takesEachStepBeforeItsRequestAndNoOther() {
    MovingList list =
        list(
            5,
            """
            2: insert 2 at 1
            3: remove 3 at 0
            5: insert 1 at 99
            """);

    assertThat(request(list)).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(request(list)).containsExactly(0L, 5L, 6L, 1L, 2L, 3L, 4L);
    assertThat(request(list)).containsExactly(1L, 2L, 3L, 4L);
    assertThat(request(list)).containsExactly(1L, 2L, 3L, 4L);
    assertThat(request(list)).containsExactly(1L, 2L, 3L, 4L, 7L);
    assertThat(request(list)).containsExactly(1L, 2L, 3L, 4L, 7L);
  }

  @Test
  void takesTheStepsOfOneRequestInTheOrderOfTheirLinesWhereverTheyStand() {
    assertThat(request(list(3, "1: insert 1 at 0\n1: remove 1 at 1"))).containsExactly(3L, 1L, 2L);
    assertThat(request(list(3, "2: remove 3 at 0\n1: remove 1 at 1\n1: insert 1 at 0")))
        .containsExactly(3L, 0L, 2L);
  }

  @Test
  void removesAsManyAsAreThere() {
    assertThat(request(list(5, "1: remove 60 at 3"))).containsExactly(0L, 1L, 2L);
    assertThat(request(list(5, "1: remove 1 at 5"))).hasSize(5);
    assertThat(request(list(0, "1: remove 1 at 0"))).isEmpty();
  }

  /** The statuses repeat: success success failed success running success waiting success ... */
  @Test
  void finishesTheFirstThatWaitOrRunFromThePositionOn() {
    MovingList list = list(26, "2: finish 2 at 5\n3: finish 500000 at 0");

    assertThat(request(list, TaskStatus.RUNNING)).containsExactly(4L, 17L);
    assertThat(indexes(list.all(TaskStatus.WAITING))).containsExactly(6L, 12L, 19L, 25L);
    assertThat(request(list, TaskStatus.RUNNING)).containsExactly(4L, 17L);
    assertThat(indexes(list.all(TaskStatus.WAITING))).containsExactly(19L, 25L);
    assertThat(request(list, TaskStatus.RUNNING)).isEmpty();
    assertThat(indexes(list.all(TaskStatus.WAITING))).isEmpty();
    assertThat(indexes(list.all(TaskStatus.FAILED))).containsExactly(2L, 8L, 15L, 21L);
    assertThat(indexes(list.all(null))).hasSize(26);
  }

  @Test
  void aPageStaysAsItWasCutWhateverBecomesOfTheList() {
    MovingList list = list(10, "2: remove 10 at 0\n2: insert 4 at 0");
    Slice page = list.list(null, 2, 5);
    Slice all = list.all(null);
    request(list);

    assertThat(indexes(page)).containsExactly(2L, 3L, 4L, 5L, 6L);
    assertThat(page.total()).isEqualTo(10);
    assertThat(indexes(all)).hasSize(10);
    assertThat(indexes(list.all(null))).containsExactly(10L, 11L, 12L, 13L);
  }

  @Test
  void skipsCommentsBlankLinesAndSpaces() {
    Movement movement =
        Movement.script("# a head\r\n\r\n  3 :insert  5   at 0  # more\n\t4: remove 60 at 7\n#end");

    assertThat(movement)
        .isEqualTo(Movement.script("4: remove 60 at 7\n3: insert 5 at 0"))
        .hasSameHashCodeAs(Movement.script("4: remove 60 at 7\n3: insert 5 at 0"))
        .isNotEqualTo(Movement.script("4: remove 60 at 8\n3: insert 5 at 0"))
        .hasToString("3: insert 5 at 0\n4: remove 60 at 7");
    assertThat(Movement.script(movement.toString())).isEqualTo(movement);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "insert 5 at 0 | expected a step such as '3: insert 5 at 0'; was 'insert 5 at 0'",
        "3: insert 5 | expected a step such as '3: insert 5 at 0'; was '3: insert 5'",
        "3: insert five at 0 | expected a step such as '3: insert 5 at 0'; was '3: insert five at 0'",
        "3: insert 5 at 0 now | expected a step such as '3: insert 5 at 0'; was '3: insert 5 at 0 now'",
        "3: delete 5 at 0 | expected insert, remove or finish; was 'delete'",
        "3: Insert 5 at 0 | expected insert, remove or finish; was 'Insert'",
        "0: insert 5 at 0 | the request must be 1 to 2147483647; was 0",
        "-1: insert 5 at 0 | the request must be 1 to 2147483647; was -1",
        "99999999999: insert 5 at 0 | the request must be 1 to 2147483647; was 99999999999",
        "3: insert 0 at 0 | the rows must be 1 to 500000; was 0",
        "3: remove 500001 at 0 | the rows must be 1 to 500000; was 500001",
        "3: remove 1 at -1 | the position must be 0 to 2147483647; was -1",
      })
  void refusesALineThatIsNoStepAndTellsWhichAndWhatItShouldBe(String line, String message) {
    assertThatThrownBy(() -> Movement.script("# head\n1: insert 1 at 0\n\n" + line + "\n0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("line 4: " + message);
  }

  @Test
  void refusesAScriptWithoutStepsAndOneThatInsertsTooMuch() {
    assertThatThrownBy(() -> Movement.script("# nothing\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the script has no steps; expected lines such as '3: insert 5 at 0'");
    assertThatThrownBy(
            () -> Movement.script("1: insert 500000 at 0\n2: remove 9 at 0\n2: insert 1 at 0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the script must insert 500000 rows or fewer in all; was 500001");
  }

  @Test
  void aScriptHasNoRandomPart() {
    Movement script = Movement.script("1: insert 1 at 0");

    assertThatThrownBy(() -> script.withBursts(60, 20))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a script has no bursts; write them as steps");
    assertThatThrownBy(() -> script.withFinishes(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a script has no finishes; write them as steps");
  }

  private static MovingList list(int tasks, String script) {
    return new MovingList(tasks, false, Movement.script(script).mover(0));
  }

  private static List<Long> request(MovingList list) {
    return indexes(list.list(null, 0, Integer.MAX_VALUE));
  }

  private static List<Long> request(MovingList list, TaskStatus status) {
    return indexes(list.list(status, 0, Integer.MAX_VALUE));
  }

  private static List<Long> indexes(Slice slice) {
    return LongStream.range(0, slice.rows()).mapToObj(place -> slice.row(place).index()).toList();
  }
}
