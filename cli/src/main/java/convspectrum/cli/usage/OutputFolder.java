package convspectrum.cli.usage;

import convspectrum.spec.file.AtomicFile;
import convspectrum.spec.file.WriteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Folders that results go to. A report that is there already is kept in the folder {@value
 * #PREVIOUS} when another is written.
 */
public final class OutputFolder {
  private static final String PREVIOUS = "report.previous";

  /** Where a report is gathered that is about to become the previous one. */
  private static final String PART = ".report.previous.part";

  /** The same when all of it is there, and the older one is gone. */
  private static final String READY = ".report.previous.ready";

  private OutputFolder() {}

  /**
   * Refuses a file in its place, and a folder that would need another one to be made; changes
   * nothing.
   *
   * @param option that names it
   */
  public static void check(String option, Path folder) {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new UsageException(option + " " + folder + ": is a file; expected a folder");
    }
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null && !Files.exists(parent)) {
      throw new UsageException(
          "%s %s: found no folder %s; expected at most one that is missing; try mkdir -p %s"
              .formatted(option, folder, parent, parent));
    }
  }

  /** Makes it, and finds out whether it can be written: before minutes of measuring, not after. */
  public static void prepare(Path folder) {
    AtomicFile.requireWritable(folder);
  }

  /**
   * Moves the files of a report that is there to {@value #PREVIOUS}, in place of the one that is
   * there. An interrupted report does not take the place of another: it is deleted, and so is the
   * page of a run that did not come to a report. Wherever the process is killed, the next call goes
   * on, and no report is lost.
   *
   * @param names the names of the files of a report
   * @param main the file that says whether the report was interrupted
   * @return the folder, if a report was moved there
   */
  public static Optional<Path> keepPrevious(Path folder, Pattern names, String main) {
    Path previous = folder.resolve(PREVIOUS);
    Path part = folder.resolve(PART);
    Path ready = folder.resolve(READY);
    try {
      moveAll(ready, names, previous);
      List<Path> files = files(folder, names);
      if (files.isEmpty() && !Files.isDirectory(part)) {
        return Optional.empty();
      }
      if (!Files.isDirectory(part) && isPageAlone(files, folder.resolve(main))) {
        deleteAll(files);
        return Optional.empty();
      }
      List<Path> older = files(previous, names);
      if (!older.isEmpty() && !Files.isDirectory(part) && isInterrupted(folder.resolve(main))) {
        deleteAll(files);
        return Optional.empty();
      }
      moveAll(folder, names, part);
      deleteAll(older);
      Files.move(part, ready);
      moveAll(ready, names, previous);
      return Optional.of(previous);
    } catch (IOException e) {
      throw WriteException.of(previous, e);
    }
  }

  /** Moves files from a folder to another, and deletes the folder if it was made for that. */
  private static void moveAll(Path from, Pattern names, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    Files.createDirectories(to);
    for (Path file : files(from, names)) {
      Files.move(file, to.resolve(Objects.requireNonNull(file.getFileName())));
    }
    if (from.endsWith(READY)) {
      Files.delete(from);
    }
  }

  private static void deleteAll(List<Path> files) throws IOException {
    for (Path file : files) {
      Files.delete(file);
    }
  }

  private static List<Path> files(Path folder, Pattern names) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> names.matcher(Objects.toString(file.getFileName())).matches())
          .toList();
    }
  }

  /** Whether it is the page of a run that was killed while its page followed it. */
  private static boolean isPageAlone(List<Path> files, Path main) {
    return files.size() == 1
        && files.getFirst().toString().endsWith(".html")
        && !Files.exists(main);
  }

  private static boolean isInterrupted(Path main) throws IOException {
    return Files.isRegularFile(main) && Files.readString(main).contains("\"partial\": true");
  }
}
