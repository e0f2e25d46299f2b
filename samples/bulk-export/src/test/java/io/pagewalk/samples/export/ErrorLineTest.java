package io.pagewalk.samples.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ErrorLineTest {

  @Test
  void whateverWrapsThatThereIsNoMemoryItSaysWhatToTry() {
    Throwable failure =
        new CompletionException(new IllegalStateException(new OutOfMemoryError("Java heap space")));

    assertThat(ErrorLine.of(failure))
        .isEqualTo(
            "out of memory; try: java -Xmx with more, or a smaller --page-size or --concurrency;"
                + " --since takes some 150 bytes a row");
    assertThat(ErrorLine.withoutHint(failure)).isEqualTo("out of memory");
  }

  @Test
  void whatNobodyThoughtOfSaysHowToFindOut() {
    assertThat(ErrorLine.of(new IllegalStateException("odd\nthing")))
        .isEqualTo(
            "java.lang.IllegalStateException: odd thing; try: again with --verbose, which shows"
                + " where this comes from");
  }
}
