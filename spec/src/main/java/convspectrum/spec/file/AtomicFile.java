package convspectrum.spec.file;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Writes a file wholly or not at all: into a temporary file of the same folder, synchronised to the
 * disk and then moved over the target in one step. Readers see the old content or the new, and when
 * anything fails the old file is as it was and the temporary one is gone. A missing folder is made,
 * but not the folders that it would be in: a mistyped path should not leave folders behind. A
 * symbolic link stays one, and what it points to is replaced. A target that is no regular file,
 * such as {@code /dev/stdout}, is written straight.
 */
public final class AtomicFile {
  /** Names the file that is made to find out whether a folder can be written. */
  private static final String PROBE = "convspectrum";

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
      } else if (place.getFileSystem() != FileSystems.getDefault()) {
        // One of Java's own, such as an archive, whose files have no locks.
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        content.writeTo(all);
        Files.write(place, all.toByteArray());
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
      TemporaryFile.beside(folder.resolve(PROBE)).close();
    } catch (IOException e) {
      throw WriteException.of(folder, e);
    }
  }

  private static void replace(Path place, Content content) throws IOException {
    Path folder = place.getParent();
    if (folder != null) {
      makeFolder(folder);
    }
    try (TemporaryFile temporary = TemporaryFile.beside(place)) {
      OutputStream out = new BufferedOutputStream(temporary.out(), 1 << 16);
      content.writeTo(out);
      out.flush();
      temporary.force();
      temporary.moveTo(place);
    }
  }
}
