package convspectrum.executor.machine;

import convspectrum.spec.file.AtomicFile;
import convspectrum.spec.file.CacheFolder;
import convspectrum.spec.file.WriteException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps what machines were measured to do, a file for each fingerprint, in the user's cache folder:
 * measuring takes seconds, and a limit does not change from one day to the next.
 */
final class LimitsFile {
  private final Path folder;

  LimitsFile(Path folder) {
    this.folder = folder;
  }

  /** The files of this user. */
  static LimitsFile ofUser() {
    return new LimitsFile(CacheFolder.ofUser());
  }

  /** What was kept of a machine; nothing where the file is damaged or of another version. */
  Optional<MachineLimits> read(String fingerprint) {
    Path file = file(fingerprint);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      MachineLimits limits = JsonMapper.shared().readValue(file, MachineLimits.class);
      return Optional.of(limits).filter(read -> read.machine().equals(fingerprint));
    } catch (JacksonException | NullPointerException | IllegalArgumentException e) {
      return Optional.empty(); // to be measured and written again
    }
  }

  /** Keeps limits, unless the folder cannot be written. */
  void write(MachineLimits limits) {
    try {
      AtomicFile.write(file(limits.machine()), json(limits));
    } catch (WriteException e) {
      // A read-only home is no reason to fail: the next run measures again.
      System.getLogger(LimitsFile.class.getName())
          .log(System.Logger.Level.DEBUG, "limits are not kept", e);
    }
  }

  static String json(MachineLimits limits) {
    return JsonMapper.shared().writeValueAsString(limits) + "\n";
  }

  private Path file(String fingerprint) {
    return folder.resolve("limits-" + fingerprint + ".json");
  }
}
