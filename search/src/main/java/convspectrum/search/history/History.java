package convspectrum.search.history;

import convspectrum.spec.fault.Suggestions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of saved runs, one JSON file each. A file is written completely or not at all, and an
 * existing run is never overwritten.
 */
public final class History {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final String ENDING = ".json";

  private final Path folder;

  /** A history in this folder, which is created when a run is saved. */
  public History(Path folder) {
    this.folder = folder;
  }

  /**
   * Rejects a name that is taken or invalid, or a folder that cannot be written. Called before
   * minutes of measuring.
   *
   * @throws HistoryException with the reason
   */
  public void requireFree(String name) {
    requireName(name);
    Path file = file(name);
    if (Files.exists(file)) {
      throw new HistoryException(
          "a run is saved as %s already: %s; choose another name, or remove that file"
              .formatted(name, file));
    }
    Path there = folder.toAbsolutePath();
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there != null && !Files.isDirectory(there)) {
      throw new HistoryException(
          "%s cannot be made: %s is a file; choose another folder with --history"
              .formatted(folder, there));
    }
    if (there != null && !Files.isWritable(there)) {
      throw new HistoryException(
          "no permission to write to %s; choose another folder with --history".formatted(there));
    }
  }

  /**
   * Saves a run.
   *
   * @return the file
   * @throws HistoryException where the name is taken or invalid
   * @throws convspectrum.spec.file.WriteException where it cannot be written
   */
  public Path save(String name, RunResult run) {
    requireName(name);
    Path file = file(name);
    if (Files.exists(file)) {
      throw new HistoryException("a run is saved as %s already: %s".formatted(name, file));
    }
    ResultFile.write(file, run);
    return file;
  }

  /**
   * Reads a run.
   *
   * @param name under which it was saved, or the path of such a file
   * @throws HistoryException where there is none, or the file holds something else
   */
  public RunResult read(String name) {
    Path file = Path.of(name);
    boolean saved = NAME.matcher(name).matches() && Files.isRegularFile(file(name));
    if (saved && !isResultFile(name)) {
      return ResultFile.read(file(name));
    }
    if (!Files.isRegularFile(file)) {
      throw new HistoryException(missing(name));
    }
    return ResultFile.read(file);
  }

  /** The names of all saved runs, sorted. */
  public List<String> names() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> Objects.toString(file.getFileName()))
          .filter(file -> file.endsWith(ENDING))
          .map(file -> file.substring(0, file.length() - ENDING.length()))
          .filter(NAME.asMatchPredicate())
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of(); // the names go into a message; an unreadable folder offers none
    }
  }

  private String missing(String name) {
    List<String> names = names();
    return "no run is saved as %s, and there is no such file; %s"
        .formatted(
            name,
            names.isEmpty()
                ? "there is none in %s: save one by explore --save NAME".formatted(folder)
                : Suggestions.didYouMean(name, names));
  }

  private static boolean isResultFile(String name) {
    return name.endsWith(ENDING) && Files.isRegularFile(Path.of(name));
  }

  private static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new HistoryException(
          "'%s' is no name for a run: expected letters, digits, '.', '_' and '-', at most 100"
              .formatted(name));
    }
  }

  private Path file(String name) {
    return folder.resolve(name + ENDING);
  }
}
