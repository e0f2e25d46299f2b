package io.pagewalk;

import org.jspecify.annotations.Nullable;

/** The root of everything that goes wrong on a walk, so that one {@code catch} is enough. */
public abstract class PagewalkException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PagewalkException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
