package io.pagewalk.samples.export.output;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Ends an export before one of the steps by which it comes to the disk. */
final class Killing extends Durable {
  private int stepsLeft;

  /** Nothing is done behind it, but that a test may let go of the locks. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  Killing(int stepsBefore) {
    this.stepsLeft = stepsBefore;
  }

  private void step() {
    if (stepsLeft-- == 0) {
      throw new Killed();
    }
  }

  @Override
  void force(FileChannel file) throws IOException {
    step();
    super.force(file);
  }

  @Override
  void move(Path from, Path to) throws IOException {
    step();
    super.move(from, to);
  }

  @Override
  void delete(Path file) throws IOException {
    step();
    super.delete(file);
  }

  @Override
  void forceDirectoryOf(Path file) throws IOException {
    step();
    super.forceDirectoryOf(file);
  }
}
