package convspectrum.cli.process;

import convspectrum.executor.measure.host.HostException;
import convspectrum.spec.file.PrivateFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * JMH's lock of this user, for all forks of a measuring: JMH itself takes it for one call at a
 * time, between which another could begin.
 */
final class JmhLock implements AutoCloseable {
  /** Long enough for another short measuring to end. */
  private static final int ATTEMPTS = 60;

  private static final long PAUSE_MILLIS = 500;

  private final FileChannel channel;

  private JmhLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes it, after half a minute of waiting at most.
   *
   * @throws HostException where another holds it
   */
  static JmhLock take() {
    System.setProperty("jmh.ignoreLock", "true"); // by JMH, once it is ours
    Path file = file();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      FileChannel channel = tried(file);
      if (channel != null) {
        return new JmhLock(channel);
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    throw new HostException(
        "another JMH measures on this machine (it holds %s); wait until it is done"
            .formatted(file));
  }

  /** JMH's own is in the folder of all users, where any of them may put a link in its place. */
  private static Path file() {
    try {
      return PrivateFolder.temporary().resolve("jmh.lock");
    } catch (IOException e) {
      throw new HostException("JMH's lock cannot be taken: " + e.getMessage());
    }
  }

  private static @Nullable FileChannel tried(Path file) {
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
      boolean locked = false;
      try {
        FileLock lock = channel.tryLock();
        locked = lock != null;
      } catch (OverlappingFileLockException e) {
        // Another thread of this process holds the lock.
      } finally {
        if (!locked) {
          channel.close();
        }
      }
      return locked ? channel : null;
    } catch (IOException e) {
      throw new HostException("JMH's lock cannot be taken: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The lock ends with this process.
    }
  }
}
