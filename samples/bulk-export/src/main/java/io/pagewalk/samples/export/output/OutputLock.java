package io.pagewalk.samples.export.output;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;

/** Two exports to one place would mix their rows. */
final class OutputLock {

  private OutputLock() {}

  /**
   * Holds the lock of a file until the channel is closed.
   *
   * @param output what the file guards, for the message
   * @throws OutputException if another export holds it
   */
  static void take(FileChannel file, Path output) throws IOException {
    boolean free;
    try {
      free = file.tryLock() != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      free = false;
    }
    if (!free) {
      throw OutputException.cannotWrite(output.toString(), "another export is writing it", null);
    }
  }
}
