package convspectrum.spec.file;

import convspectrum.spec.fault.SpecException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes a file as a whole or not at all: to a temporary file in the same folder, which then takes
 * the file's name. A reader sees the old content or the new; where writing fails, the old stays.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /** Writes what the file shall hold. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it; the stream is buffered, and closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes {@code file}, replacing what is there. A link is followed; what is no regular file (a
   * pipe, {@code /dev/stdout}) is written directly.
   *
   * @throws SpecException where it cannot be written, with the reason
   */
  public static void write(Path file, Content content) {
    try {
      if (Files.isDirectory(file)) {
        throw fault(file, "is a folder", "expected the name of a file");
      }
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        fill(file, content, StandardOpenOption.WRITE);
        return;
      }
      Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      Path folder = target.resolveSibling("");
      if (!Files.isDirectory(folder)) {
        throw fault(file, "the folder " + folder + " does not exist", "create it first");
      }
      replace(target, content);
    } catch (AccessDeniedException e) {
      throw fault(file, "not writable", "check the permissions of the file and its folder");
    } catch (IOException | UncheckedIOException e) {
      throw fault(file, "cannot be written: " + e.getMessage(), "");
    }
  }

  private static void replace(Path target, Content content) throws IOException {
    Path temporary =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      fill(temporary, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void fill(Path file, Content content, StandardOpenOption... options)
      throws IOException {
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(file, options), 1 << 16)) {
      content.writeTo(out);
    }
  }

  private static SpecException fault(Path file, String problem, String expected) {
    return SpecException.ofFile(file.toString(), problem, expected);
  }
}
