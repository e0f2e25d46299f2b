package io.pagewalk.dcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ApiRequestTest {

  @Test
  void segmentsAreEncodedSoThatTheyStaySegments() {
    ApiRequest request =
        ApiRequest.get().path("v2").segment("id", "a/b ?#%+ü€\uD83D\uDE00-_.~Z9").build();

    assertThat(request.path())
        .isEqualTo("/v2/a%2Fb%20%3F%23%25%2B%C3%BC%E2%82%AC%F0%9F%98%80-_.~Z9");
    assertThat(request.uri()).isEqualTo(request.path());
  }

  @Test
  void queryIsSortedByEncodedKeyAndRepeatedKeysKeepTheirOrder() {
    ApiRequest request =
        ApiRequest.get()
            .query("b", "2")
            .query("a", "z")
            .query("é", "1")
            .query("b", "1")
            .query("a b", "x y&=+")
            .query("a", "")
            .query("_", "0")
            .build();

    assertThat(request.query()).isEqualTo("%C3%A9=1&_=0&a=z&a=&a%20b=x%20y%26%3D%2B&b=2&b=1");
    assertThat(request.uri()).isEqualTo("/?" + request.query());
  }

  @Test
  void nothingGivesTheRootWithoutAQuery() {
    ApiRequest request = ApiRequest.delete().build();

    assertThat(request.method()).isEqualTo("DELETE");
    assertThat(request.path()).isEqualTo("/");
    assertThat(request.query()).isEmpty();
    assertThat(request.body()).isEmpty();
  }

  @Test
  void bodyCannotBeChangedFromOutside() {
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    ApiRequest request = ApiRequest.post().body(body).build();
    body[0] = 'x';
    request.body().orElseThrow()[1] = 'x';

    assertThat(request.body().orElseThrow()).asString(StandardCharsets.UTF_8).isEqualTo("{}");
  }

  @Test
  void aBuiltRequestDoesNotChangeWithItsBuilder() {
    ApiRequest.Builder builder = ApiRequest.get().path("a").query("k", "1");
    ApiRequest request = builder.build();
    builder.path("b").query("k", "2");

    assertThat(request.uri()).isEqualTo("/a?k=1");
  }

  @Test
  void queriesThatCannotBeSentAreRefused() {
    assertThatThrownBy(() -> ApiRequest.get().query(" ", "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("query key must ");
    assertThatThrownBy(() -> ApiRequest.get().query("name", "a\r\nb"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("name must not hold control characters; has one at index 1");
    assertThatThrownBy(() -> ApiRequest.get().segment("task_id", "x\udc00"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("task_id must be well-formed Unicode; has half a surrogate pair at index 1");
  }
}
