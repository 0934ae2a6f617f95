package convspectrum.spec.file;

import convspectrum.spec.fault.Suggestions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The file that a name may have meant of which there is no file. */
public final class NearFiles {
  /** Files of a folder that are compared; a folder of data may hold a million. */
  private static final int COMPARED = 10_000;

  /** Where a repository keeps the files that its documents speak of. */
  private static final String EXAMPLES = "examples";

  private NearFiles() {}

  /**
   * What to say behind "there is no such file": {@code did you mean examples/spectrum.yaml?}, or,
   * where no file is near, what was expected.
   *
   * @param missing as the user wrote it
   * @param expected a noun, {@code a YAML file}
   * @param endings of files that can be meant, with their dot; one may be missing in {@code
   *     missing}
   */
  public static String orExpected(Path missing, String expected, String... endings) {
    return nearest(missing, endings)
        .map(near -> "did you mean " + near + "?")
        .orElse(expected.startsWith("expected ") ? expected : "expected " + expected);
  }

  /** The file that was probably meant, if there is one. */
  static Optional<Path> nearest(Path missing, String... endings) {
    try {
      Path parent = missing.getParent();
      Path folder = parent == null ? Path.of("") : parent;
      Optional<Path> near = in(folder, missing, endings);
      return near.isPresent() ? near : in(folder.resolve(EXAMPLES), missing, endings);
    } catch (IOException | UncheckedIOException | DirectoryIteratorException e) {
      return Optional.empty(); // A folder that cannot be read offers nothing.
    }
  }

  private static Optional<Path> in(Path folder, Path missing, String... endings)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    SortedMap<String, String> byStem = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = Objects.toString(file.getFileName());
        String stem = stem(name, endings);
        if (!stem.equals(name) && Files.isRegularFile(file)) {
          byStem.merge(stem, name, (a, b) -> a.compareTo(b) < 0 ? a : b);
        }
        if (byStem.size() >= COMPARED) {
          break;
        }
      }
    }
    // What endings have in common would make short names near to each other.
    String wanted = stem(Objects.toString(missing.getFileName(), ""), endings);
    return Suggestions.nearest(wanted, byStem.keySet())
        .map(stem -> folder.resolve(Objects.requireNonNull(byStem.get(stem))));
  }

  private static String stem(String name, String... endings) {
    for (String ending : endings) {
      if (name.endsWith(ending)) {
        return name.substring(0, name.length() - ending.length());
      }
    }
    return name;
  }
}
