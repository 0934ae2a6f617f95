package convspectrum.spec.file;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * A file that is written beside its place: {@code .report.html.} and a UUID. Its process holds a
 * lock on it, and a process that was killed leaves the file behind without one. It is deleted when
 * a file of the same name is written again.
 */
public final class TemporaryFile implements AutoCloseable {
  /** File systems take names of 255 bytes; a temporary name has 38 of its own. */
  private static final int LONGEST_SHOWN = 255 - 38;

  private static final int UUID_LENGTH = 36;

  /**
   * Another process takes a new file for an abandoned one only if it lists the folder before the
   * lock is held, which hardly happens twice. So many failures have another reason.
   */
  private static final int ATTEMPTS = 100;

  /** The byte that is locked, far behind the content: Windows lets nobody read what is locked. */
  private static final long LOCKED = Long.MAX_VALUE - 1;

  /** The files of this process, whose locks would end if they were opened and closed again. */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileOutputStream out;

  private TemporaryFile(Path path, FileOutputStream out) {
    this.path = path;
    this.out = out;
  }

  /** Makes an empty file beside {@code place}, whose folder exists. */
  public static TemporaryFile beside(Path place) throws IOException {
    return beside(place, TemporaryFile::lock);
  }

  /**
   * As {@link #beside(Path)}.
   *
   * @param locking locks a new file, and says whether the file is this process's
   */
  static TemporaryFile beside(Path place, Predicate<TemporaryFile> locking) throws IOException {
    String prefix = "." + shown(String.valueOf(place.getFileName())) + ".";
    Path folder = Objects.requireNonNull(place.toAbsolutePath().getParent());
    deleteAbandoned(folder, prefix);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      // Files.createTempFile would make a file that only its owner may read, and the report would
      // inherit that.
      TemporaryFile file = create(folder.resolve(prefix + UUID.randomUUID()));
      if (locking.test(file)) {
        return file;
      }
      file.close(); // Another process took it for one that was left behind.
    }
    throw new FileSystemException(
        place.toString(),
        null,
        "each of "
            + ATTEMPTS
            + " temporary files beside it was locked or deleted by another process");
  }

  private static TemporaryFile create(Path path) throws IOException {
    OURS.add(path);
    try {
      Files.createFile(path); // unlike the stream it refuses a file, or a link, that is there
      return new TemporaryFile(path, new FileOutputStream(path.toFile()));
    } catch (IOException | RuntimeException e) {
      OURS.remove(path);
      throw e;
    }
  }

  /** Whether the file is this process's, or on a file system that has no locks. */
  private boolean lock() {
    try {
      if (out.getChannel().tryLock(LOCKED, 1, false) == null) {
        return false;
      }
      // Files.exists asks by access(2), which knows nothing of the capabilities of the process.
      Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** Its name until it is moved. */
  public Path path() {
    return path;
  }

  /**
   * To write to; closing it ends the lock. Unlike a channel of {@link
   * java.nio.channels.FileChannel} it goes on where its thread is interrupted, so that Ctrl-C does
   * not lose what is being written.
   */
  public OutputStream out() {
    return out;
  }

  /** Returns when the content is on the disk: some file systems report a full one no earlier. */
  void force() throws IOException {
    out.getFD().sync();
  }

  /** Puts the file in its place, of which a reader sees the old content or the new. */
  void moveTo(Path place) throws IOException {
    // The lock must be held until the file has its name.
    try {
      Files.move(path, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(path, place, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Deletes the file, unless it was moved. */
  @Override
  public void close() throws IOException {
    try (out) {
      Files.deleteIfExists(path);
    } finally {
      OURS.remove(path);
    }
  }

  /** As much of a name as leaves the temporary one within the longest that there are. */
  private static String shown(String name) {
    String shown = name;
    while (shown.getBytes(StandardCharsets.UTF_8).length > LONGEST_SHOWN) {
      shown = shown.substring(0, shown.offsetByCodePoints(shown.length(), -1));
    }
    return shown;
  }

  private static void deleteAbandoned(Path folder, String prefix) {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, file -> isTemporary(file, prefix))) {
      for (Path file : files) {
        if (!OURS.contains(file)) {
          deleteUnlocked(file);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Nobody needs what cannot be deleted; it only takes space.
    }
  }

  private static boolean isTemporary(Path file, String prefix) {
    String name = String.valueOf(file.getFileName());
    return name.length() == prefix.length() + UUID_LENGTH
        && name.startsWith(prefix)
        && name.substring(prefix.length()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static void deleteUnlocked(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      if (channel.tryLock(LOCKED, 1, false) != null) {
        Files.deleteIfExists(file);
      }
    } catch (OverlappingFileLockException e) {
      // Another thread of this process looks at it.
    }
  }
}
