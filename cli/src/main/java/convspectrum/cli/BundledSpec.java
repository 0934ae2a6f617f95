package convspectrum.cli;

import convspectrum.spec.Spec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The example that stands in for a spec that was not given. */
final class BundledSpec {
  private static final String EXAMPLE = "spectrum.yaml";

  private BundledSpec() {}

  static Spec read(@Nullable Path file) {
    if (file != null) {
      return Spec.read(file);
    }
    try (InputStream in = BundledSpec.class.getResourceAsStream("examples/" + EXAMPLE)) {
      if (in == null) {
        throw new IllegalStateException(EXAMPLE + " is missing from the jar");
      }
      return Spec.parse(
          "examples/" + EXAMPLE, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
