package convspectrum.executor.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What decides the clock rate of the first CPU on Linux: {@code performance}, {@code powersave}.
 */
public final class Governor {
  private static final Path FILE = Path.of("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");

  private Governor() {}

  /** That of this machine; none where it does not show, as in most virtual machines. */
  public static Optional<String> read() {
    return read(Path.of("/"));
  }

  /** The same of the files below another root. */
  static Optional<String> read(Path root) {
    try {
      return Optional.of(Files.readString(root.resolve(FILE)).strip())
          .filter(text -> !text.isEmpty());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
