package convspectrum.cli.usage;

import convspectrum.spec.file.AtomicFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders that results go to. */
public final class OutputFolder {
  private OutputFolder() {}

  /**
   * Refuses a file in its place; changes nothing.
   *
   * @param option that names it
   */
  public static void requireNoFile(String option, Path folder) {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new UsageException(option + " " + folder + ": is a file; expected a folder");
    }
  }

  /** Makes it, and finds out whether it can be written: before minutes of measuring, not after. */
  public static void prepare(Path folder) {
    AtomicFile.requireWritable(folder);
  }
}
