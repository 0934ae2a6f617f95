package convspectrum.cli.fuzz;

import convspectrum.cli.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files that mutators start from, always in the same order. */
final class Seeds {
  /** Larger files take too long for what they find. */
  private static final long MOST_BYTES = 64 << 10;

  private Seeds() {}

  /** The examples of the repository, and the cases beside it where they are, that end so. */
  static List<Path> files(String ending) throws IOException {
    List<Path> folders = new ArrayList<>(List.of(Repository.ROOT.resolve("examples")));
    Optional.ofNullable(System.getenv("CONVSPECTRUM_SHARED"))
        .map(shared -> Path.of(shared).resolve("cases"))
        .ifPresent(folders::add);
    List<Path> found = new ArrayList<>();
    for (Path folder : folders) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(f -> f.toString().endsWith(ending)).sorted().toList()) {
          if (Files.size(file) <= MOST_BYTES) {
            found.add(file);
          }
        }
      }
    }
    return found;
  }
}
