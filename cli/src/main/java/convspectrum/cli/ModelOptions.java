package convspectrum.cli;

import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import java.util.LinkedHashMap;
import java.util.List;
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
  private List<String> settings = List.of();

  @Option(
      names = "--input",
      paramLabel = "C,H,W",
      description = "Replace the shape of the input: channels, height, width (a batch may lead).")
  private @Nullable String input;

  /** Parameter to the text of its choice, in the order given. */
  Map<String, String> settings() {
    Map<String, String> byName = new LinkedHashMap<>();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new UsageException(
            "--set " + setting + ": expected NAME=VALUE, such as --set segments=8");
      }
      String name = setting.substring(0, equals);
      String value = setting.substring(equals + 1);
      String before = byName.putIfAbsent(name, value);
      if (before != null) {
        throw new UsageException(
            "--set %s: given twice, as %s and as %s; drop one".formatted(name, before, value));
      }
    }
    return byName;
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
    try {
      return Optional.of(Shape.of(dims));
    } catch (ShapeException e) {
      throw new UsageException("--input " + input + ": " + e.getMessage());
    }
  }
}
