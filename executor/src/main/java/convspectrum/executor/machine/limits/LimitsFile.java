package convspectrum.executor.machine.limits;

import convspectrum.spec.file.AtomicFile;
import convspectrum.spec.file.CacheFolder;
import convspectrum.spec.file.WriteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps measured limits in the user's cache folder, one file per {@link LimitsKey}, because
 * measuring takes seconds and a limit does not change from one day to the next. It keeps only
 * limits that can be believed.
 */
public final class LimitsFile {
  /**
   * Version of the file format. Files without a number are older and hold figures of a loop that
   * was not compiled or that spilled registers.
   */
  private static final int FORMAT = 2;

  private final Path folder;

  LimitsFile(Path folder) {
    this.folder = folder;
  }

  /** The files of the current user. */
  public static LimitsFile ofUser() {
    return new LimitsFile(CacheFolder.ofUser());
  }

  /**
   * Content of a file.
   *
   * @param format version of the file format
   * @param limits the limits with the description of how they were measured
   */
  private record Content(int format, @Nullable MachineLimits limits) {}

  /** Reads kept limits; empty if the file is damaged, of another format or breaks the rules. */
  Optional<MachineLimits> read(LimitsKey key) {
    Path file = file(key);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      Content content = JsonMapper.shared().readValue(file, Content.class);
      return Optional.ofNullable(content.limits())
          .filter(_ -> content.format() == FORMAT)
          .filter(limits -> limits.key().equals(key))
          .filter(limits -> limits.trust().level() == Trust.Level.GOOD)
          .filter(limits -> LimitRules.broken(limits).isEmpty());
    } catch (JacksonException | NullPointerException | IllegalArgumentException e) {
      return Optional.empty(); // to be measured and written again
    }
  }

  /**
   * Writes limits that can be believed. If the folder cannot be written, nothing is kept.
   *
   * @throws IllegalArgumentException if the limits cannot be believed
   */
  void write(MachineLimits limits) {
    if (limits.trust().level() != Trust.Level.GOOD) {
      throw new IllegalArgumentException(
          "limits that are " + limits.trust().level() + " are not kept: " + limits.trust().why());
    }
    try {
      AtomicFile.makeFolders(folder);
      AtomicFile.write(file(limits.key()), json(new Content(FORMAT, limits)));
    } catch (WriteException e) {
      // A read-only home is no reason to fail: the next run measures again.
      log(e);
    }
  }

  /** Deletes the kept limits. */
  void delete(LimitsKey key) {
    try {
      Files.deleteIfExists(file(key));
    } catch (IOException e) {
      log(e);
    }
  }

  private static void log(Exception e) {
    System.getLogger(LimitsFile.class.getName())
        .log(System.Logger.Level.DEBUG, "limits are not kept", e);
  }

  private static String json(Object value) {
    return JsonMapper.shared().writeValueAsString(value) + "\n";
  }

  private Path file(LimitsKey key) {
    return folder.resolve("limits-" + key.digest() + ".json");
  }
}
