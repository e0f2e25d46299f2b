package io.pagewalk.reactive.dcs;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundedBodyTest {

  private static final int PLENTY = 64 << 20;

  private final BodyArrays arrays = new BodyArrays();

  private BoundedBody bodyOf(int mostBytes, String... pieces) {
    BoundedBody body = new BoundedBody(mostBytes, 0, arrays);
    for (String piece : pieces) {
      add(body, piece);
    }
    return body;
  }

  private static boolean add(BoundedBody body, String piece) {
    return body.addAndTellWhetherFull(Unpooled.wrappedBuffer(piece.getBytes(US_ASCII)));
  }

  private static String text(BoundedBody body) {
    return new String(body.bytes(), 0, body.length(), US_ASCII);
  }

  @Test
  void piecesAreGatheredInTheirOrder() {
    BoundedBody body = bodyOf(PLENTY, "ab", "", "c", "def");

    assertThat(text(body)).isEqualTo("abcdef");
    assertThat(body.isCut()).isFalse();
  }

  @Test
  void aBufferIsReadFromWhereItStandsAndLeftToItsOwner() {
    ByteBuf buffer = Unpooled.wrappedBuffer("head body".getBytes(US_ASCII));
    buffer.skipBytes(5);
    BoundedBody body = new BoundedBody(PLENTY, 0, arrays);

    assertThat(body.addAndTellWhetherFull(buffer)).isFalse();

    assertThat(text(body)).isEqualTo("body");
    assertThat(buffer.readableBytes()).isEqualTo(4);
    assertThat(buffer.refCnt()).isEqualTo(1);
  }

  @Test
  void aBodyThatFillsTheBoundIsWhole() {
    BoundedBody body = bodyOf(6, "abc");

    assertThat(add(body, "def")).isFalse();

    assertThat(body.isCut()).isFalse();
    assertThat(text(body)).isEqualTo("abcdef");
  }

  @Test
  void whatIsBeyondTheBoundIsCutAndTold() {
    BoundedBody body = bodyOf(6, "abcd");

    assertThat(add(body, "efg")).isTrue();

    assertThat(body.isCut()).isTrue();
    assertThat(text(body)).isEqualTo("abcdef");
  }

  @Test
  void aLongerArrayThatWasKeptDoesNotMoveTheBound() {
    byte[] kept = "what stood here before".getBytes(US_ASCII);
    arrays.give(kept);
    BoundedBody body = bodyOf(6, "abcd");

    assertThat(body.bytes()).isSameAs(kept);
    assertThat(add(body, "efg")).isTrue();
    assertThat(text(body)).isEqualTo("abcdef");
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 16384",
    "0, 16384",
    "16384, 16384",
    "16385, 16385",
    "1048576, 1048576",
    "1048577, 1048576",
    "2147483647, 1048576"
  })
  void theServersWordIsTrustedUpToAMebibyte(int expectedBytes, int reserved) {
    assertThat(new BoundedBody(PLENTY, expectedBytes, arrays).bytes()).hasSize(reserved);
  }

  @Test
  void noMoreIsReservedThanTheBound() {
    assertThat(new BoundedBody(100, 0, arrays).bytes()).hasSize(100);
    assertThat(new BoundedBody(20_000, 1_000_000, arrays).bytes()).hasSize(20_000);
  }

  @Test
  void itGrowsTwofoldOrAsItMustAndToTheBoundAtMost() {
    BoundedBody body = bodyOf(100_000, "a".repeat(16_384));
    assertThat(body.bytes()).hasSize(16_384);

    add(body, "b");
    assertThat(body.bytes()).as("twice as long").hasSize(32_768);

    add(body, "c".repeat(60_000));
    assertThat(body.bytes()).as("as long as it must be").hasSize(76_385);

    assertThat(add(body, "d".repeat(23_615))).isFalse();
    assertThat(body.bytes()).as("as long as it may be").hasSize(100_000);
    assertThat(text(body))
        .isEqualTo("a".repeat(16_384) + "b" + "c".repeat(60_000) + "d".repeat(23_615));
  }

  @Test
  void releasedItHoldsNothingAndItsArrayServesTheNext() {
    BoundedBody body = bodyOf(PLENTY, "abc");
    byte[] array = body.bytes();

    body.release();

    assertThat(body.bytes()).isEmpty();
    assertThat(body.length()).isZero();
    assertThat(bodyOf(PLENTY).bytes()).isSameAs(array);
  }

  @Test
  void anArrayThatGrewIsTheOneGivenBack() {
    BoundedBody body = bodyOf(PLENTY, "a".repeat(20_000));
    byte[] grown = body.bytes();

    body.release();

    assertThat(arrays.take(20_000)).isSameAs(grown);
  }

  @Test
  void twoBodiesAtOnceHaveArraysOfTheirOwn() {
    bodyOf(PLENTY, "abc").release();
    BoundedBody one = bodyOf(PLENTY, "one");
    BoundedBody other = bodyOf(PLENTY, "other");

    assertThat(text(one)).isEqualTo("one");
    assertThat(text(other)).isEqualTo("other");
    Arrays.fill(other.bytes(), (byte) 0);
    assertThat(text(one)).isEqualTo("one");
  }
}
