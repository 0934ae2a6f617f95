package convspectrum.search.work;

import convspectrum.spec.file.AtomicFile;
import convspectrum.spec.file.WriteException;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files that are written to be sent with work, such as the images that it needs of many files. They
 * are in a folder of their own for temporary files, and gone when this is closed.
 */
public final class FilesToSend implements AutoCloseable {
  private final List<Path> made = new ArrayList<>();
  private @Nullable Path folder;

  /**
   * Writes a file.
   *
   * @param content the same for equal works, so that equal files are sent once
   * @throws WriteException with the path and the reason
   */
  public synchronized SentFile write(AtomicFile.Content content) {
    Path file = folder().resolve("file" + (made.size() + 1));
    MessageDigest digest = SentFile.sha256Digest();
    made.add(file);
    // A stream of java.io, since those of java.nio cannot be written by a thread that is
    // interrupted.
    try (OutputStream out =
        new DigestOutputStream(
            new BufferedOutputStream(new FileOutputStream(file.toFile())), digest)) {
      content.writeTo(out);
    } catch (IOException e) {
      throw WriteException.of(file, e);
    }
    return new SentFile(HexFormat.of().formatHex(digest.digest()), file.toString());
  }

  private Path folder() {
    Path known = folder;
    if (known == null) {
      try {
        known = Files.createTempDirectory("convspectrum-files");
      } catch (IOException e) {
        throw WriteException.of(Path.of(System.getProperty("java.io.tmpdir")), e);
      }
      folder = known;
    }
    return known;
  }

  /** Removes the files. What cannot be removed stays: its folder is one for temporary files. */
  @Override
  public synchronized void close() {
    Path known = folder;
    if (known != null) {
      made.forEach(FilesToSend::remove);
      remove(known);
      made.clear();
      folder = null;
    }
  }

  private static void remove(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // Said above.
    }
  }
}
