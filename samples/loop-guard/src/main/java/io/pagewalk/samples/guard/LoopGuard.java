package io.pagewalk.samples.guard;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails the test, the class or at last the run in which a blocking call was seen. JUnit finds it by
 * itself where {@code junit.jupiter.extensions.autodetection.enabled} is set.
 *
 * <p>A call made behind a test's back, as by an event loop that still works, fails the one that
 * ends next: the stack trace tells whose it is.
 */
public final class LoopGuard implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

  private static final ExtensionContext.Namespace HERE =
      ExtensionContext.Namespace.create(LoopGuard.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(HERE)
        .getOrComputeIfAbsent(
            AtTheEnd.class, key -> (AtTheEnd) BlockingCalls::assertNone, AtTheEnd.class);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    BlockingCalls.assertNone();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    BlockingCalls.assertNone();
  }

  /** Closed by JUnit after the last class. */
  private interface AtTheEnd extends AutoCloseable {
    @Override
    void close();
  }
}
