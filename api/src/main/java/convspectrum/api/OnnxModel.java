package convspectrum.api;

import convspectrum.formats.onnx.read.ImportedModel;
import convspectrum.formats.onnx.read.OnnxReader;
import convspectrum.formats.onnx.read.ReadOptions;
import convspectrum.search.design.Network;
import convspectrum.search.history.SpecText;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.Shape;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An ONNX file.
 *
 * @param file where it is
 * @param imported what was read
 */
record OnnxModel(Path file, ImportedModel imported) implements Model {
  @Override
  public String name() {
    return imported.graph().name();
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public BigInteger size() {
    return BigInteger.ONE;
  }

  @Override
  public Stream<Design> designs() {
    return Stream.of(design());
  }

  @Override
  public Design design(Map<String, String> settings) {
    Guard.requireNames(settings);
    if (!settings.isEmpty()) {
      throw ConvspectrumException.input(
          "%s: found parameters %s; expected none: an ONNX file has no parameters"
              .formatted(file, settings.keySet()));
    }
    return new Design(name(), Network.imported(file, imported), this::text);
  }

  private SpecText text() {
    try {
      return SpecText.ofFile(name(), file);
    } catch (IOException e) {
      throw SpecException.ofFile(
          file.toString(),
          "cannot be read again: " + e.getMessage(),
          "the file that was read before");
    }
  }

  @Override
  public List<Design> references() {
    return List.of();
  }

  @Override
  public Model withInput(int... shape) {
    Objects.requireNonNull(shape, "shape");
    return Guard.run(() ->
        new OnnxModel(
            file, OnnxReader.read(file, new ReadOptions(Optional.of(Shape.of(shape)), false))));
  }
}
