package convspectrum.executor.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Reads what a process writes on standard error, so that the process never blocks on a full pipe,
 * and keeps the last informative line. It ignores what the virtual machine always prints.
 */
public final class LastWords {
  private static final List<String> EMPTY_WORDS =
      List.of(
          "WARNING: Using incubator modules",
          "Picked up ",
          "Error: Could not create the Java Virtual Machine",
          "Error: A fatal exception has occurred",
          "This is a fault of convspectrum");
  private static final long PATIENCE_MILLIS = 2000;

  private final Thread reader;
  private volatile String line = "";

  /** Starts reading from {@code process}. */
  public LastWords(Process process) {
    reader =
        Thread.ofPlatform()
            .daemon()
            .name("errors of process " + process)
            .start(() -> {
              try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
                lines.lines().filter(LastWords::says).forEach(said -> line = said.strip());
              } catch (IOException | java.io.UncheckedIOException e) {
                line = line.isEmpty() ? String.valueOf(e.getMessage()) : line;
              }
            });
  }

  private static boolean says(String line) {
    return !line.isBlank() && EMPTY_WORDS.stream().noneMatch(line::startsWith);
  }

  /** Returns the last line after the process has ended. */
  public Optional<String> afterEnd() {
    try {
      reader.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.of(line).filter(said -> !said.isEmpty());
  }
}
