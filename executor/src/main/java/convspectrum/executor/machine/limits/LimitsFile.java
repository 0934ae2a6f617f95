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
 * Keeps what machines were measured to do, a file for each {@link LimitsKey}, in the user's cache
 * folder: measuring takes seconds, and a limit does not change from one day to the next. Only what
 * can be believed is kept.
 */
public final class LimitsFile {
  /**
   * The form of the files. Older ones, which had no number, hold figures of a loop that was not
   * compiled or spilled registers.
   */
  private static final int FORMAT = 2;

  private final Path folder;

  LimitsFile(Path folder) {
    this.folder = folder;
  }

  /** The files of this user. */
  public static LimitsFile ofUser() {
    return new LimitsFile(CacheFolder.ofUser());
  }

  /**
   * What a file holds.
   *
   * @param format its form
   * @param limits how they were measured among them
   */
  private record Content(int format, @Nullable MachineLimits limits) {}

  /** What was kept; nothing where the file is damaged, of another form, or holds what cannot be. */
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
   * Keeps limits that can be believed, unless the folder cannot be written.
   *
   * @throws IllegalArgumentException of others
   */
  void write(MachineLimits limits) {
    if (limits.trust().level() != Trust.Level.GOOD) {
      throw new IllegalArgumentException(
          "limits that are " + limits.trust().level() + " are not kept: " + limits.trust().why());
    }
    try {
      AtomicFile.write(file(limits.key()), json(new Content(FORMAT, limits)));
    } catch (WriteException e) {
      // A read-only home is no reason to fail: the next run measures again.
      log(e);
    }
  }

  /** Forgets what was kept. */
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
