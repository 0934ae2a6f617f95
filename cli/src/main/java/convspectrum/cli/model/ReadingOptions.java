package convspectrum.cli.model;

import convspectrum.cli.usage.UsageException;
import convspectrum.formats.onnx.read.ReadOptions;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to read a model: for which input, and whether all of it must be understood. */
public final class ReadingOptions {
  /** As many axes as an ONNX input may have here. */
  private static final String SIZES = "[0-9]{1,9}(,[0-9]{1,9}){0,15}";

  @Option(
      names = "--input",
      paramLabel = "C,H,W",
      description =
          "Replace the shape of the input: channels, height, width (a batch may lead). Of an ONNX"
              + " file, all its axes or all but the batch.")
  private @Nullable String input;

  @Option(
      names = "--allow-unknown",
      description =
          "Count what is understood of an ONNX file and mark the figures as partial, where else a"
              + " node that is not understood is an error. Such a model is not run or exported.")
  private boolean allowUnknown;

  /** The input's shape for a spec, batch first, where one was given. */
  public Optional<Shape> input() {
    return given()
        .map(sizes -> {
          if (sizes.length < 3 || sizes.length > 4) {
            throw expected("channels,height,width such as 3,224,224");
          }
          return shape(sizes.length == 4 ? sizes : new int[] {1, sizes[0], sizes[1], sizes[2]});
        });
  }

  /** The input's shape as it was given. */
  Optional<String> inputText() {
    return Optional.ofNullable(input);
  }

  /** How to read an ONNX file. */
  public ReadOptions onnx() {
    return new ReadOptions(given().map(this::shape), allowUnknown);
  }

  private Optional<int[]> given() {
    if (input == null) {
      return Optional.empty();
    }
    if (!input.matches(SIZES)) {
      throw expected("channels,height,width such as 3,224,224");
    }
    return Optional.of(Stream.of(input.split(",")).mapToInt(Integer::parseInt).toArray());
  }

  private Shape shape(int[] sizes) {
    try {
      return Shape.of(sizes);
    } catch (ShapeException e) {
      throw new UsageException("--input " + input + ": " + e.getMessage());
    }
  }

  private UsageException expected(String what) {
    return new UsageException("--input " + input + ": expected " + what);
  }
}
