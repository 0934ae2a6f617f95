package convspectrum.search.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A lock per machine: only its holder measures. It is released when its process ends. */
final class MeasuringLock {
  private final Path file;

  private MeasuringLock(Path file) {
    this.file = file;
  }

  static MeasuringLock ofMachine() {
    String user = System.getProperty("user.name", "user").replaceAll("[^A-Za-z0-9]", "_");
    return new MeasuringLock(
        Path.of(System.getProperty("java.io.tmpdir"), "convspectrum-measuring-" + user + ".lock"));
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
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      return new Held(channel, channel.lock());
    } catch (FileLockInterruptionException | ClosedByInterruptException e) {
      Thread.interrupted(); // which the exception stands for from here on
      throw new InterruptedException("interrupted while another process measures");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + file, e);
    }
  }
}
