package io.pagewalk.dcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pagewalk.PageRequest;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DcsRowTest {

  private static DcsRow row(String json) {
    DcsListQuery<DcsRow> nodes = DcsLists.NODES.query().build();
    return Given.answer(
            DcsCalls.list(Given.PROJECT, nodes, new PageRequest(0, 10)),
            "{\"count\":1,\"instances\":[" + json + "]}")
        .items()
        .get(0);
  }

  private static DcsRow with(String value) {
    return row("{\"instance_id\":\"i\",\"v\":" + value + "}");
  }

  @Test
  void keepsEveryFieldInItsOrderAndExactly() {
    DcsRow row =
        row(
            """
            {"z":"text","instance_id":"i","yes":true,"no":false,"none":null,"int":-7,
             "long":12345678901,"more":123456789012345678901234567890,
             "decimal":1.10,"tiny":1e-400,
             "nodes":[{"name":"n","ips":["10.0.0.1",null,[]]},{}]}
            """);

    assertThat(row.fields().keySet())
        .containsExactly(
            "z",
            "instance_id",
            "yes",
            "no",
            "none",
            "int",
            "long",
            "more",
            "decimal",
            "tiny",
            "nodes");
    assertThat(row.fields())
        .containsEntry("z", "text")
        .containsEntry("yes", true)
        .containsEntry("no", false)
        .containsEntry("none", null)
        .containsEntry("int", -7)
        .containsEntry("long", 12_345_678_901L)
        .containsEntry("more", new BigInteger("123456789012345678901234567890"))
        .containsEntry("decimal", new BigDecimal("1.10"))
        .containsEntry("tiny", new BigDecimal("1e-400"));
    assertThat(row.toJson())
        .isEqualTo(
            "{\"z\":\"text\",\"instance_id\":\"i\",\"yes\":true,\"no\":false,\"none\":null,"
                + "\"int\":-7,\"long\":12345678901,\"more\":123456789012345678901234567890,"
                + "\"decimal\":1.10,\"tiny\":1E-400,"
                + "\"nodes\":[{\"name\":\"n\",\"ips\":[\"10.0.0.1\",null,[]]},{}]}");
  }

  @Test
  void canBeReadAndNotChanged() {
    DcsRow row = with("{\"list\":[1]}");

    assertThatThrownBy(() -> row.fields().put("x", 1))
        .isInstanceOf(UnsupportedOperationException.class);
    Map<?, ?> inner = (Map<?, ?>) row.fields().getOrDefault("v", Map.of());
    assertThatThrownBy(inner::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> ((List<?>) inner.get("list")).clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"a \\\"b\\\"\" | a \"b\"",
        "5 | 5",
        "1.50 | 1.50",
        "true | true",
        "[1, \"b\"] | [1,\"b\"]",
        "{\"a\": null} | {\"a\":null}",
        "\"\" | ``",
      })
  void tellsAnyFieldAsText(String value, String text) {
    assertThat(with(value).text("v")).contains(text);
  }

  @Test
  void tellsNothingOfAFieldThatIsNotThere() {
    assertThat(with("null").text("v")).isEmpty();
    assertThat(with("1").text("w")).isEmpty();
  }

  @Test
  void givesTheFieldsThatAreNotAmongOthers() {
    DcsRow row = row("{\"b\":1,\"instance_id\":\"i\",\"a\":2}");

    assertThat(row.without(List.of("b", "c")).toJson())
        .isEqualTo("{\"instance_id\":\"i\",\"a\":2}");
    assertThat(row.fields()).hasSize(3);
  }

  @Test
  void isTheSameInWhateverOrderItsFieldsCame() {
    DcsRow one = row("{\"instance_id\":\"i\",\"a\":{\"x\":1,\"y\":[{\"p\":1,\"q\":2}]}}");
    DcsRow other = row("{\"a\":{\"y\":[{\"q\":2,\"p\":1}],\"x\":1},\"instance_id\":\"i\"}");

    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    assertThat(one.canonicalJson())
        .isEqualTo(other.canonicalJson())
        .isEqualTo("{\"a\":{\"x\":1,\"y\":[{\"p\":1,\"q\":2}]},\"instance_id\":\"i\"}");
    assertThat(one).isNotEqualTo(row("{\"instance_id\":\"i\"}"));
  }

  @Test
  void halvesOfSurrogatePairsStayApartInJson() {
    assertThat(with("\"\\ud800 \\ud83d\\ude00 é\"").toJson())
        .isEqualTo("{\"instance_id\":\"i\",\"v\":\"\\ud800 😀 é\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\" \"", "{}", "[]", "true"})
  void refusesARowThatCannotBeTold(String id) {
    assertThatThrownBy(() -> row("{\"instance_id\":" + id + "}"))
        .isInstanceOf(UnreadableAnswerException.class)
        .hasMessageContaining("instances[0]: instance_id must be ");
  }

  @Test
  void deepNestingIsRefusedAndDoesNotOverflowTheStack() {
    String deep = String.join("", Collections.nCopies(10_000, "["));

    assertThatThrownBy(() -> with(deep)).isInstanceOf(UnreadableAnswerException.class);
  }
}
