package io.pagewalk.dcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever bytes come, the outcome is an answer or one of the typed errors. */
class GarbledAnswerTest {

  private static final byte[] SAMPLE =
      Given.resource("list-200.json").getBytes(StandardCharsets.UTF_8);

  private static byte[] garbled(Random random) {
    byte[] bytes;
    if (random.nextInt(10) == 0) {
      bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      return bytes;
    }
    bytes = SAMPLE.clone();
    String interesting = "{}[]\",:\\0-.e \u0000\u00ff\u00c3\u00ef";
    for (int change = random.nextInt(6); change >= 0; change--) {
      bytes[random.nextInt(bytes.length)] =
          random.nextBoolean()
              ? (byte) random.nextInt(256)
              : (byte) interesting.charAt(random.nextInt(interesting.length()));
    }
    return bytes;
  }

  @Test
  void garbledAnswersAreReadOrRefused() {
    Random random = new Random(7);
    int read = 0;
    int refused = 0;
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = garbled(random);
      try {
        Given.listCall(0).read(200, Given.headers(), bytes);
        read++;
      } catch (UnreadableAnswerException e) {
        assertThat(String.valueOf(e.getMessage())).doesNotContainPattern("\\p{Cntrl}");
        refused++;
      } catch (RuntimeException e) {
        fail(new String(bytes, StandardCharsets.ISO_8859_1), e);
      }
    }
    assertThat(read).isGreaterThan(50);
    assertThat(refused).isGreaterThan(1_000);
  }

  @Test
  void garbledErrorsAreErrors() {
    Random random = new Random(8);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = garbled(random);
      assertThatThrownBy(() -> Given.listCall().read(500, Given.headers(), bytes))
          .isInstanceOf(ApiErrorException.class)
          .hasMessageStartingWith(Given.listCall().name() + ": HTTP 500");
    }
  }

  @Test
  void bytesThatLookLikeAnotherEncodingAreGarbledAndNotABrokenConnection() {
    byte[] bytes = {0, 0, 0, '{', (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF};

    assertThatThrownBy(() -> Given.listCall().read(200, Given.headers(), bytes))
        .isInstanceOf(UnreadableAnswerException.class)
        .hasMessageContaining("the body is not whole and valid JSON: ");
  }
}
