package convspectrum.spec.file;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/**
 * File work in a thread that may be interrupted. A channel closes when its thread is, and its file
 * would seem to be one that cannot be read.
 */
public final class Uninterrupted {
  /** Work on a file that can be done twice. */
  public interface Work<T> {
    T run() throws IOException;
  }

  private Uninterrupted() {}

  /** Does the work to its end, and leaves the thread interrupted if it was. */
  public static <T> T io(Work<T> work) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return work.run();
        } catch (ClosedByInterruptException e) {
          interrupted |= Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
