package convspectrum.cli;

import convspectrum.spec.Spec;
import convspectrum.spec.zoo.Zoo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Where specs come from: files, the zoo, and the example that stands in for none. */
final class SpecSource {
  private static final String EXAMPLE = "spectrum.yaml";

  private SpecSource() {}

  /** The spec that an argument names: {@code zoo:NAME}, or a file. */
  static Spec read(String argument) {
    return argument.startsWith(Zoo.PREFIX)
        ? Zoo.spec(argument.substring(Zoo.PREFIX.length()))
        : Spec.read(Path.of(argument));
  }

  /** One Xception layer across the whole spectrum. */
  static Spec example() {
    try (InputStream in = SpecSource.class.getResourceAsStream("examples/" + EXAMPLE)) {
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
