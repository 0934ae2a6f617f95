package convspectrum.spec.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The home of the user, who may have none: a service, or a number without a name in a container.
 */
final class HomeFolder {
  private HomeFolder() {}

  static Optional<Path> ofUser() {
    return of(System.getProperty("user.home", ""), System.getenv());
  }

  /** Java says {@code ?} where it knows none, which must not be taken for a folder here. */
  static Optional<Path> of(String ofJava, Map<String, String> environment) {
    for (String place : new String[] {ofJava, environment.getOrDefault("HOME", "")}) {
      if (!place.isEmpty() && Path.of(place).isAbsolute() && Files.isDirectory(Path.of(place))) {
        return Optional.of(Path.of(place));
      }
    }
    return Optional.empty();
  }
}
