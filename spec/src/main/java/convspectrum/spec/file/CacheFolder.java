package convspectrum.spec.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The folder of files that can be made again, as the XDG base directory specification says. */
public final class CacheFolder {
  private CacheFolder() {}

  /**
   * The folder of this project, for this user; it may not exist yet. A user without a home has it
   * among the temporary files.
   *
   * @throws WriteException where there are none either
   */
  public static Path ofUser() {
    Optional<Path> root = root(System.getenv(), HomeFolder.ofUser());
    if (root.isPresent()) {
      return root.get().resolve("convspectrum");
    }
    try {
      return PrivateFolder.temporary();
    } catch (IOException e) {
      throw new WriteException(
          Path.of(System.getProperty("java.io.tmpdir")),
          String.valueOf(e.getMessage()),
          "try XDG_CACHE_HOME=/a/folder");
    }
  }

  /** The folder of all caches. The specification ignores relative paths. */
  static Optional<Path> root(Map<String, String> environment, Optional<Path> home) {
    String configured = environment.getOrDefault("XDG_CACHE_HOME", "");
    return !configured.isEmpty() && Path.of(configured).isAbsolute()
        ? Optional.of(Path.of(configured))
        : home.map(folder -> folder.resolve(".cache"));
  }
}
