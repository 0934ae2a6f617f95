package convspectrum.spec.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes a file wholly or not at all: into a temporary file of the same folder, synchronised to the
 * disk and then moved over the target in one step. Readers see the old content or the new, and when
 * anything fails the old file is as it was and the temporary one is gone. A missing folder is made,
 * but not the folders that it would be in: a mistyped path should not leave folders behind. A
 * symbolic link stays one, and what it points to is replaced. A target that is no regular file,
 * such as {@code /dev/stdout}, is written straight.
 */
public final class AtomicFile {
  /** File systems take names of 255 bytes; a temporary name has 38 of its own. */
  private static final int LONGEST_SHOWN = 255 - 38;

  private AtomicFile() {}

  /** Produces the bytes of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it; the stream is closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes text as UTF-8.
   *
   * @throws WriteException with the path and the reason
   */
  public static void write(Path target, String text) {
    write(target, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes bytes.
   *
   * @throws WriteException with the path and the reason
   */
  public static void write(Path target, byte[] bytes) {
    write(target, out -> out.write(bytes));
  }

  /**
   * Writes what {@code content} produces. Whatever it throws leaves the target untouched.
   *
   * @throws WriteException with the path and the reason
   */
  public static void write(Path target, Content content) {
    if (Files.isDirectory(target) || target.getFileName() == null) {
      throw new WriteException(target, "is a folder", "expected the name of a file");
    }
    try {
      Path place = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
      if (Files.exists(place) && !Files.isRegularFile(place)) {
        try (OutputStream out = Files.newOutputStream(place)) {
          content.writeTo(out);
        }
      } else {
        replace(place, content);
      }
    } catch (IOException e) {
      throw WriteException.of(target, e);
    }
  }

  /**
   * Makes a folder and all that it is in: for places that no user has typed.
   *
   * @throws WriteException with the path and the reason
   */
  public static void makeFolders(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw WriteException.of(folder, e);
    }
  }

  /** Makes a folder where it is missing, in a folder that exists. */
  private static void makeFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      throw Files.exists(parent)
          ? new FileAlreadyExistsException(parent.toString())
          : new NoSuchFileException(parent.toString());
    }
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) { // else another process was quicker
        throw e;
      }
    }
  }

  /**
   * Finds out whether files can be written in a folder, which is made where it is missing. A
   * command asks before minutes of work, not after them.
   *
   * @throws WriteException with the path and the reason
   */
  public static void requireWritable(Path folder) {
    try {
      makeFolder(folder);
      Path probe = folder.resolve("." + UUID.randomUUID());
      try {
        Files.createFile(probe);
      } finally {
        Files.deleteIfExists(probe);
      }
    } catch (IOException e) {
      throw WriteException.of(folder, e);
    }
  }

  private static void replace(Path place, Content content) throws IOException {
    Path folder = place.getParent();
    if (folder != null) {
      makeFolder(folder);
    }
    // Files.createTempFile would make a file that only its owner may read, and the report would
    // inherit that.
    Path temporary = place.resolveSibling(temporary(String.valueOf(place.getFileName())));
    try {
      fill(temporary, content);
      try {
        Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(temporary, place, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * A name beside {@code name}, of which as much as leaves it within the longest that there are.
   */
  private static String temporary(String name) {
    String shown = name;
    while (shown.getBytes(StandardCharsets.UTF_8).length > LONGEST_SHOWN) {
      shown = shown.substring(0, shown.offsetByCodePoints(shown.length(), -1));
    }
    return "." + shown + "." + UUID.randomUUID();
  }

  private static void fill(Path temporary, Content content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
      content.writeTo(out);
      out.flush();
      // Some file systems report a full disk only when the file is closed.
      channel.force(true);
    }
  }
}
