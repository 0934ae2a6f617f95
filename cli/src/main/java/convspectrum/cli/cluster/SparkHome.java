package convspectrum.cli.cluster;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The folder that the launcher makes for {@code local-cluster}: {@code jars} in it leads to Spark's
 * jars, and executors work in it.
 */
public final class SparkHome {
  /** Names the folder where it is ours to remove. */
  private static final String VARIABLE = "CONVSPECTRUM_SPARK_FOLDER";

  private SparkHome() {}

  /**
   * Removes it, and never what its link leads to. To be called when a process ends, however it
   * does: the launcher made the folder before the command was even read. What cannot be removed
   * stays.
   */
  public static void remove() {
    String named = System.getenv(VARIABLE);
    if (named == null || !named.equals(System.getenv("SPARK_HOME"))) {
      return;
    }
    try {
      Files.walkFileTree(
          Path.of(named),
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, java.io.IOException e)
                throws IOException {
              Files.delete(folder);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      // Executors may still write their last lines there; a folder for temporary files is emptied.
    }
  }
}
