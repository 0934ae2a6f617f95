package convspectrum.cli.model;

import convspectrum.cli.usage.UsageException;
import convspectrum.search.design.Sweep;
import convspectrum.search.work.SpacePart;
import convspectrum.spec.Spec;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.zoo.Zoo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A spec and the text that it was read from, so that other machines can read the same.
 *
 * @param spec what was read
 * @param file what faults call it
 * @param text the document
 */
public record SharedSpec(Spec spec, String file, String text) {
  /**
   * Reads the spec that an argument names.
   *
   * @throws UsageException where it is an ONNX file, has parameters behind a #, or is a stream
   */
  public static SharedSpec read(String argument) {
    if (ModelSource.isOnnx(argument)) {
      throw new UsageException(
          argument + ": found an ONNX file, which has no designs; expected a spec");
    }
    ModelSource.requireFile(argument, "every machine that computes reads the spec");
    Spec spec = ModelSource.spec(argument);
    return new SharedSpec(spec, argument, text(argument));
  }

  private static String text(String argument) {
    try {
      return argument.startsWith(Zoo.PREFIX)
          ? Zoo.text(argument.substring(Zoo.PREFIX.length()))
          : Files.readString(Path.of(argument));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The designs in which some parameters vary.
   *
   * @param option that names them, for messages
   * @param names of those that vary; empty for all that are not set and are no settings
   * @param settings values of others
   * @param input another shape for the input, batch first
   * @throws UsageException where a name is unknown or set, or nothing varies
   */
  public Sweep sweep(
      String option, List<String> names, Map<String, String> settings, Optional<Shape> input) {
    for (String name : names) {
      SweepOptions.requireParameter(name, spec);
      if (settings.containsKey(name)) {
        throw new UsageException(
            "%s %s: found a --set that fixes it; expected one of the two".formatted(option, name));
      }
    }
    List<String> open =
        names.isEmpty()
            ? spec.space().varied().stream().filter(name -> !settings.containsKey(name)).toList()
            : names;
    if (open.isEmpty()) {
      throw new UsageException(
          "%s: %s leaves no parameter open; expected some; try it without %1$s"
              .formatted(option, spec.name()));
    }
    return new Sweep(spec, spec.design(settings), open, input);
  }

  /** A sweep of this spec as text. */
  public SpacePart part(Sweep sweep) {
    return SpacePart.of(sweep, file, text);
  }
}
