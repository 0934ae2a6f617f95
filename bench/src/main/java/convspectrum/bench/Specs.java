package convspectrum.bench;

import convspectrum.spec.Spec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Specs for the benchmarks, as a user would write them. */
public final class Specs {
  private Specs() {}

  /** Reads a space of exactly a million designs of three blocks, 12 ops each. */
  static Spec threeBlocks() {
    return read("three-blocks.yaml");
  }

  /** Reads Xception, 22,855,952 parameters. */
  static Spec xception() {
    return read("xception.yaml");
  }

  private static Spec read(String name) {
    try (InputStream in =
        Objects.requireNonNull(Specs.class.getResourceAsStream(name), name + " is missing")) {
      return Spec.parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
