package convspectrum.search.run;

import convspectrum.spec.file.PrivateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A lock per user of the machine: only its holder measures. It is released when its process ends.
 */
final class MeasuringLock {
  private final Path file;

  private MeasuringLock(Path file) {
    this.file = file;
  }

  /** The lock of this user, in a folder where no other can put a file in its place. */
  static MeasuringLock ofMachine() {
    try {
      return new MeasuringLock(PrivateFolder.temporary().resolve("measuring.lock"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lock while it is held. */
  record Held(FileChannel channel, FileLock lock) {
    void close() {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Waits for the lock.
   *
   * @throws InterruptedException where the thread is interrupted, now or before
   */
  Held acquire() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before measuring");
    }
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
      return new Held(channel, channel.lock());
    } catch (FileLockInterruptionException | ClosedByInterruptException e) {
      Thread.interrupted(); // which the exception stands for from here on
      throw new InterruptedException("interrupted while another process measures");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + file, e);
    }
  }
}
