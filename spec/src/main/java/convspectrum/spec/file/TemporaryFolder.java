package convspectrum.spec.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Temporary folders of this process, which holds a lock beside them for as long as it lives. A
 * process that was killed leaves its folders behind; they are deleted when another one makes its
 * first.
 */
public final class TemporaryFolder {
  private static final String PREFIX = "run-";
  private static final String LOCK = "lock";

  private static @Nullable Path ofProcess;

  /** Open for as long as the process lives, and with it the lock. */
  private static @Nullable FileChannel held;

  private TemporaryFolder() {}

  /**
   * Makes an empty folder that nobody else can write to.
   *
   * @param prefix of its name
   */
  public static synchronized Path create(String prefix) throws IOException {
    Path mine = ofProcess;
    if (mine == null || !Files.isDirectory(mine)) {
      Path all = PrivateFolder.temporary();
      sweep(all);
      mine = all.resolve(PREFIX + UUID.randomUUID());
      PrivateFolder.create(mine);
      held = lock(mine);
      ofProcess = mine;
    }
    return Files.createTempDirectory(mine, prefix);
  }

  /** Deletes a folder that {@link #create} made, and with the last one all that is left. */
  public static synchronized void release(Path created) throws IOException {
    delete(created);
    Path mine = ofProcess;
    if (mine == null || !mine.equals(created.getParent()) || holdsFolders(mine)) {
      return;
    }
    FileChannel channel = held;
    if (channel != null) {
      channel.close();
    }
    held = null;
    ofProcess = null;
    delete(mine);
  }

  private static boolean holdsFolders(Path folder) throws IOException {
    try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder, Files::isDirectory)) {
      return inside.iterator().hasNext();
    }
  }

  private static @Nullable FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve(LOCK),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // This process holds it.
    }
    channel.close();
    return null;
  }

  /** Deletes the folders of processes that have ended. */
  static void sweep(Path all) {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(all, PREFIX + "*")) {
      for (Path folder : folders) {
        // A new folder without a lock may be one whose process is about to take it.
        if (Files.exists(folder.resolve(LOCK), LinkOption.NOFOLLOW_LINKS) || isOld(folder)) {
          sweepOne(folder);
        }
      }
    } catch (IOException e) {
      // Nobody needs what cannot be deleted; it only takes space.
    }
  }

  private static void sweepOne(Path folder) throws IOException {
    if (folder.equals(ofProcess)) {
      return;
    }
    FileChannel channel = lock(folder);
    if (channel != null) {
      channel.close();
      delete(folder);
    }
  }

  /**
   * Deletes what a library leaves behind among the temporary files when its process is killed: this
   * user's folders with such names that are empty, or older than a day.
   */
  public static void sweepAbandoned(String prefix) {
    Path all = Path.of(System.getProperty("java.io.tmpdir"));
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(all, prefix + "*")) {
      for (Path folder : folders) {
        if (PrivateFolder.isPrivate(folder) && (isEmpty(folder) || isOld(folder))) {
          delete(folder);
        }
      }
    } catch (IOException e) {
      // Nobody needs what cannot be deleted; it only takes space.
    }
  }

  private static boolean isOld(Path folder) throws IOException {
    Instant yesterday = Instant.now().minus(1, ChronoUnit.DAYS);
    return Files.getLastModifiedTime(folder).toInstant().isBefore(yesterday);
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder)) {
      return !inside.iterator().hasNext();
    }
  }

  /** Deletes a folder as far as that is possible. */
  static void deleteQuietly(Path folder) {
    try {
      delete(folder);
    } catch (IOException e) {
      // It only takes space.
    }
  }

  /** Deletes a folder with all that is in it; links are not followed. */
  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path done, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(done);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
