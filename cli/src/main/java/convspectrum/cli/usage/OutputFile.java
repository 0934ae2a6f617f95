package convspectrum.cli.usage;

import convspectrum.spec.file.AtomicFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that results go to. */
public final class OutputFile {
  private OutputFile() {}

  /**
   * Refuses a place where no file can be written, before minutes of work; changes nothing.
   *
   * @param option that names it
   * @throws convspectrum.spec.file.WriteException where its folder cannot be written to
   */
  public static void check(String option, Path file) {
    if (Files.isDirectory(file)) {
      throw new UsageException(
          "%s %s: is a folder; expected the name of a file".formatted(option, file));
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new UsageException(
          "%s %s: found no folder %s; expected one that is there; try mkdir -p %s"
              .formatted(option, file, folder, folder));
    }
    if (!Files.exists(file) || Files.isRegularFile(file)) {
      AtomicFile.requireWritable(folder);
    } // else it is a device or a pipe, which is written straight
  }
}
