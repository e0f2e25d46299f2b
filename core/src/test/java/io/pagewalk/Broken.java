package io.pagewalk;

/** The walk did what it must not do, seen while it ran. */
final class Broken extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Broken(String what) {
    super(what);
  }
}
