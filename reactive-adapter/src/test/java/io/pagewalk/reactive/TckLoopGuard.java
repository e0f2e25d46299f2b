package io.pagewalk.reactive;

import io.pagewalk.samples.guard.BlockingCalls;
import org.testng.IInvokedMethod;
import org.testng.IInvokedMethodListener;
import org.testng.ITestResult;

/** Fails a check of the compatibility kit during which a thread that must not be blocked was. */
public final class TckLoopGuard implements IInvokedMethodListener {

  @Override
  public void afterInvocation(IInvokedMethod method, ITestResult result) {
    try {
      BlockingCalls.assertNone();
    } catch (AssertionError seen) {
      result.setStatus(ITestResult.FAILURE);
      result.setThrowable(seen);
    }
  }
}
