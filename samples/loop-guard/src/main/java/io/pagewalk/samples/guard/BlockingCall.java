package io.pagewalk.samples.guard;

import java.util.Arrays;

/** A blocking call on a thread that must not be blocked; its stack trace tells where. */
public final class BlockingCall extends Exception {
  private static final long serialVersionUID = 1L;

  private final String method;
  private final String thread;

  BlockingCall(String method, Thread thread) {
    super(method + " on " + thread.getName());
    this.method = method;
    this.thread = thread.getName();
  }

  /** What was called: {@code java.lang.Thread.sleep}. */
  public String method() {
    return method;
  }

  /** The name of the thread. */
  public String thread() {
    return thread;
  }

  /** Without the frames of those who watch, so that it begins at the method called. */
  BlockingCall withoutWatchers() {
    StackTraceElement[] all = getStackTrace();
    int watchers = 0;
    for (int i = 0; i < all.length; i++) {
      if (all[i].getClassName().equals("reactor.blockhound.BlockHoundRuntime")) {
        watchers = i + 1;
      }
    }
    setStackTrace(Arrays.copyOfRange(all, watchers, all.length));
    return this;
  }
}
