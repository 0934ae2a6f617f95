package convspectrum.cli.model;

import convspectrum.search.history.SpecText;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The texts of specs, which results carry beside the times of their designs. */
public final class SpecTexts {
  private SpecTexts() {}

  /**
   * The text of what an argument names; of an ONNX file its hash alone.
   *
   * @param argument a file or {@code zoo:NAME}, and no stream, which can be read once
   * @param name of the spec or network
   */
  public static SpecText of(String argument, String name) {
    String source = ModelArgument.of(argument).source();
    try {
      return ModelSource.isOnnx(source)
          ? SpecText.ofFile(name, Path.of(source))
          : SpecText.of(name, text(source));
    } catch (IOException e) {
      throw SpecException.ofFile(
          source, "cannot be read again: " + e.getMessage(), "the file that was read before");
    }
  }

  /** The text of the bundled example. */
  static SpecText example(String name) {
    return SpecText.of(name, ModelSource.exampleText());
  }

  private static String text(String source) throws IOException {
    return source.startsWith(Zoo.PREFIX)
        ? Zoo.text(source.substring(Zoo.PREFIX.length()))
        : Files.readString(Path.of(source));
  }
}
