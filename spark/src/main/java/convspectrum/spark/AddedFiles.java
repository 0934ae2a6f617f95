package convspectrum.spark;

import convspectrum.search.work.SentFile;
import convspectrum.spec.file.TemporaryFolder;
import convspectrum.spec.file.WriteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.apache.spark.SparkContext;
import org.jspecify.annotations.Nullable;

/**
 * The files that executors can fetch from here. Each is under the name of its content in a folder
 * of its own, since Spark takes two files of one name for the same.
 */
final class AddedFiles implements AutoCloseable {
  private final SparkContext context;
  private final Set<SentFile> added = new HashSet<>();
  private @Nullable Path folder;

  AddedFiles(SparkContext context) {
    this.context = context;
  }

  /**
   * Makes a file known to executors, once.
   *
   * @throws WriteException where there is no room for a copy of it
   */
  synchronized void add(SentFile file) {
    if (added.contains(file)) {
      return;
    }
    Path own = null;
    try {
      own = folder().resolve(FetchedFiles.name(file));
      place(Path.of(file.path()).toRealPath(), own);
    } catch (IOException e) {
      throw WriteException.of(own == null ? Path.of(file.path()) : own, e);
    }
    // What changed since it was read is refused here already.
    file.requireSame(own);
    context.addFile(own.toUri().toString());
    added.add(file);
  }

  /** A second name costs nothing; another file system needs a copy. */
  private static void place(Path file, Path own) throws IOException {
    try {
      Files.createLink(own, file);
    } catch (IOException | UnsupportedOperationException e) {
      Files.copy(file, own);
    }
  }

  private Path folder() throws IOException {
    Path known = folder;
    if (known == null) {
      known = TemporaryFolder.create("sent");
      folder = known;
    }
    return known;
  }

  /** Removes them. What cannot be removed stays in the folder for temporary files. */
  @Override
  public synchronized void close() {
    Path known = folder;
    if (known == null) {
      return;
    }
    try {
      TemporaryFolder.release(known);
    } catch (IOException e) {
      // Said above.
    }
    folder = null;
  }
}
