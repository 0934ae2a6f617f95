package convspectrum.cli;

import convspectrum.spec.graph.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What can be said of every model. */
final class ModelOptions {
  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "Fix a parameter of the spec to one of its choices. May be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--input",
      paramLabel = "C,H,W",
      description = "Replace the shape of the input: channels, height, width (a batch may lead).")
  private @Nullable String input;

  Map<String, String> settings() {
    return settings;
  }

  /** The input's shape, batch first, where one was given. */
  Optional<Shape> input() {
    if (input == null) {
      return Optional.empty();
    }
    if (!input.matches("[0-9]{1,9}(,[0-9]{1,9}){2,3}")) {
      throw new UsageException(
          "--input " + input + ": expected channels,height,width such as 3,224,224");
    }
    String[] parts = input.split(",");
    int[] dims = new int[4];
    dims[0] = 1;
    for (int i = 0; i < parts.length; i++) {
      dims[i + 4 - parts.length] = Integer.parseInt(parts[i]);
    }
    return Optional.of(Shape.of(dims));
  }
}
