package convspectrum.executor.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;

/**
 * The versions of the native libraries that this module was built with: a shaded jar loses the
 * manifests that would tell.
 */
public final class BundledVersions {
  private BundledVersions() {}

  /** The version of the artifact that brings a library, by the library's name. */
  public static String of(String library) {
    Properties properties = new Properties();
    try (InputStream in = BundledVersions.class.getResourceAsStream("versions.properties")) {
      properties.load(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new IllegalStateException("versions.properties is damaged", e);
    }
    return Objects.requireNonNull(properties.getProperty(library), library);
  }
}
