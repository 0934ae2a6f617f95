package convspectrum.api;

import convspectrum.formats.onnx.read.OnnxReader;
import convspectrum.formats.onnx.read.ReadOptions;
import convspectrum.spec.Spec;
import convspectrum.spec.zoo.Zoo;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What a file, a text or the zoo holds: a spec, which is a space of designs, or one network. */
public sealed interface Model permits SpecModel, OnnxModel {
  /**
   * {@return the spec in a YAML file, or the network in an ONNX file, whose name ends in {@code
   * .onnx}} All of an ONNX file must be understood.
   *
   * @param file the file, which must stay where it is until results of its designs are written
   * @throws ConvspectrumException with all faults of the file and their places
   */
  static Model read(Path file) {
    boolean isOnnx =
        Objects.requireNonNull(file, "file").toString().toLowerCase(Locale.ROOT).endsWith(".onnx");
    return Guard.run(() ->
        isOnnx
            ? new OnnxModel(file, OnnxReader.read(file, ReadOptions.DEFAULT))
            : SpecModel.of(Spec.read(file), SpecSource.of(file)));
  }

  /**
   * {@return the spec in a text}
   *
   * @param name what faults call it
   * @param yaml the spec
   * @throws ConvspectrumException with all faults of the text and their places
   */
  static Model parse(String name, String yaml) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(yaml, "yaml");
    return Guard.run(() -> SpecModel.of(Spec.parse(name, yaml), new SpecSource(name, yaml)));
  }

  /**
   * {@return a published network}
   *
   * @param name one of {@link #zooNames()}
   * @throws ConvspectrumException naming the nearest, where there is none of this name
   */
  static Model zoo(String name) {
    Objects.requireNonNull(name, "name");
    return Guard.run(
        () -> SpecModel.of(Zoo.spec(name), new SpecSource(Zoo.PREFIX + name, Zoo.text(name))));
  }

  /** {@return the names of the published networks} */
  static List<String> zooNames() {
    return Zoo.names();
  }

  /** {@return the name that the document gives, or else the name of its file} */
  String name();

  /** {@return what it leaves open, in the order of the document; nothing of an ONNX file} */
  List<Parameter> parameters();

  /**
   * {@return how many designs {@link #designs()} gives at most: choices that a design does not read
   * count here}
   */
  BigInteger size();

  /**
   * {@return all designs, each once, lazily: the last parameter varies fastest, and settings keep
   * their defaults} A stream throws a {@link ConvspectrumException} at a design in which blocks do
   * not fit.
   */
  Stream<Design> designs();

  /**
   * {@return one design}
   *
   * @param settings parameter to the text of a choice; those that are missing take their defaults
   * @throws ConvspectrumException with every name that is unknown and every text that is no choice,
   *     and where blocks do not fit
   */
  Design design(Map<String, String> settings);

  /** {@return the design of defaults} */
  default Design design() {
    return design(Map.of());
  }

  /** {@return the networks that the spec names to compare its designs with, for its defaults} */
  List<Design> references();

  /**
   * {@return the same model for an input of another shape}
   *
   * @param shape (batch, channels, height, width) of a spec; all dimensions of an ONNX file's input
   * @throws ConvspectrumException where a dimension is below 1, a spec is given no four of them, or
   *     the network of an ONNX file does not take them
   */
  Model withInput(int... shape);
}
