package convspectrum.api;

import convspectrum.search.design.Network;
import convspectrum.search.design.Sweep;
import convspectrum.spec.Spec;
import convspectrum.spec.graph.Shape;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A spec.
 *
 * @param spec what was read
 * @param source where from
 * @param input another shape for its input, batch first
 */
record SpecModel(Spec spec, SpecSource source, Optional<Shape> input) implements Model {
  private static final int AXES = 4;

  static SpecModel of(Spec spec, SpecSource source) {
    return new SpecModel(spec, source, Optional.empty());
  }

  /** The spec that a model is; an ONNX file is no space of designs. */
  static SpecModel space(Model model) {
    return switch (Objects.requireNonNull(model, "model")) {
      case SpecModel spec -> spec;
      case OnnxModel onnx ->
          throw ConvspectrumException.input(
              onnx.file() + ": found an ONNX file, which has no parameters; expected a spec");
    };
  }

  @Override
  public String name() {
    return spec.name();
  }

  @Override
  public List<Parameter> parameters() {
    return spec.parameters().stream().map(Parameter::new).toList();
  }

  @Override
  public BigInteger size() {
    return sweep().size();
  }

  @Override
  public Stream<Design> designs() {
    return sweep().designs().map(this::design);
  }

  @Override
  public Design design(Map<String, String> settings) {
    Guard.requireNames(settings);
    return design(Guard.run(() -> spec.design(settings)));
  }

  @Override
  public List<Design> references() {
    return spec.references().stream()
        .map(name ->
            Guard.run(() ->
                new Design(
                    spec.name() + "#" + name,
                    Network.reference(spec, name, spec.defaults(), input),
                    () -> source.of(spec))))
        .toList();
  }

  @Override
  public Model withInput(int... shape) {
    if (Objects.requireNonNull(shape, "shape").length != AXES) {
      throw ConvspectrumException.input(
          "found an input of %d dimensions; expected batch, channels, height and width"
              .formatted(shape.length));
    }
    return Guard.run(() -> new SpecModel(spec, source, Optional.of(Shape.of(shape))));
  }

  /** All that the spec leaves open, for this input. */
  Sweep sweep() {
    return new Sweep(spec, spec.defaults(), spec.space().varied(), input);
  }

  Design design(convspectrum.spec.parameter.Design design) {
    return Guard.run(() ->
        new Design(label(design), Network.design(spec, design, input), () -> source.of(spec)));
  }

  /** The name and what is open, or a setting that has not its default. */
  private String label(convspectrum.spec.parameter.Design design) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < spec.parameters().size(); i++) {
      convspectrum.spec.parameter.Parameter parameter = spec.parameters().get(i);
      if (!parameter.isSetting() || design.choice(i) != parameter.defaultIndex()) {
        words.add(parameter.name() + "=" + design.value(i).text());
      }
    }
    return words.isEmpty() ? spec.name() : spec.name() + "#" + String.join(",", words);
  }
}
