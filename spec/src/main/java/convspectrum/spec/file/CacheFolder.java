package convspectrum.spec.file;

import java.nio.file.Path;
import java.util.Map;

/** The folder of files that can be made again, as the XDG base directory specification says. */
public final class CacheFolder {
  private CacheFolder() {}

  /** The folder of this project, for this user; it may not exist yet. */
  public static Path ofUser() {
    return root(System.getenv(), Path.of(System.getProperty("user.home"))).resolve("convspectrum");
  }

  /** The folder of all caches. The specification ignores relative paths. */
  static Path root(Map<String, String> environment, Path home) {
    String configured = environment.getOrDefault("XDG_CACHE_HOME", "");
    return !configured.isEmpty() && Path.of(configured).isAbsolute()
        ? Path.of(configured)
        : home.resolve(".cache");
  }
}
