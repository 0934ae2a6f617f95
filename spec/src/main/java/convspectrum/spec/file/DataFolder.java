package convspectrum.spec.file;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The folder of files that cannot be made again, as the XDG base directory specification says. */
public final class DataFolder {
  private DataFolder() {}

  /**
   * The folder of this project, for this user; it may not exist yet.
   *
   * @throws WriteException where the user has no home
   */
  public static Path ofUser() {
    return root(System.getenv(), HomeFolder.ofUser())
        .orElseThrow(() ->
            new WriteException(
                Path.of(System.getProperty("user.home", "?")),
                "is no folder, so that there is no home to keep files in",
                "try HOME=/a/folder or XDG_DATA_HOME=/a/folder"))
        .resolve("convspectrum");
  }

  /** The folder of all data. The specification ignores relative paths. */
  static Optional<Path> root(Map<String, String> environment, Optional<Path> home) {
    String configured = environment.getOrDefault("XDG_DATA_HOME", "");
    return !configured.isEmpty() && Path.of(configured).isAbsolute()
        ? Optional.of(Path.of(configured))
        : home.map(folder -> folder.resolve(".local").resolve("share"));
  }
}
