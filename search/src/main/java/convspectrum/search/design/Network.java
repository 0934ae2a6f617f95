package convspectrum.search.design;

import convspectrum.formats.onnx.read.ImportedModel;
import convspectrum.formats.onnx.read.OnnxReader;
import convspectrum.formats.onnx.read.ReadOptions;
import convspectrum.spec.Spec;
import convspectrum.spec.expression.NearestDivisor;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.parameter.Design;
import convspectrum.spec.tensor.SeededWeights;
import convspectrum.spec.tensor.Weights;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * A network to count and run, from any source: a design or a reference of a spec, or a model that
 * was imported.
 *
 * @param name its name; that of a partly understood import ends in {@code (partial)}
 * @param design the choices made; none for a reference or an import
 * @param graph as written; this is what is counted and run
 * @param weights by a seed: all of them for a spec, those that the file does not hold for an import
 * @param resized the same network for an input of another shape; may throw {@link
 *     convspectrum.spec.graph.ShapeException} or {@link convspectrum.spec.fault.SpecException}
 * @param gaps what an import lacks
 * @param divisors what {@code nearest_divisor} makes of the numbers that a design requests,
 *     computed on demand; none where there is no design
 */
public record Network(
    String name,
    Optional<Design> design,
    Graph graph,
    LongFunction<Weights> weights,
    Function<Shape, Network> resized,
    Gaps gaps,
    Supplier<List<NearestDivisor>> divisors) {

  /** A design; {@code input} is another shape for its input, batch first. */
  public static Network design(Spec spec, Design design, Optional<Shape> input) {
    return new Network(
        spec.name(),
        Optional.of(design),
        input.isEmpty() ? spec.graph(design) : spec.graph(design, input.get()),
        SeededWeights::new,
        shape -> design(spec, design, Optional.of(shape)),
        Gaps.NONE,
        () -> spec.nearestDivisors(design, input));
  }

  /** A reference beside a design; {@code input} is another shape for its input, batch first. */
  public static Network reference(Spec spec, String name, Design design, Optional<Shape> input) {
    return new Network(
        name,
        Optional.empty(),
        input.isEmpty() ? spec.reference(name, design) : spec.reference(name, design, input.get()),
        SeededWeights::new,
        shape -> reference(spec, name, design, Optional.of(shape)),
        Gaps.NONE,
        List::of);
  }

  /** The same network under another name. */
  public Network named(String newName) {
    return new Network(newName, design, graph, weights, resized, gaps, divisors);
  }

  /** What is missing from its figures, one sentence each; only an import has any. */
  public List<String> partialFigures() {
    return gaps.nodes().map(text -> name + ": " + text + ".").stream().toList();
  }

  /**
   * A model that was read from {@code file}, which is read again for an input of another shape. Its
   * weights are read on demand.
   */
  public static Network imported(Path file, ImportedModel model) {
    boolean partial = model.coverage().isPartial();
    Graph read = model.graph();
    Graph graph = partial ? read.named(read.name() + " (partial)") : read;
    return new Network(
        graph.name(),
        Optional.empty(),
        graph,
        seed -> model.weights().orElse(new SeededWeights(seed)),
        shape ->
            imported(file, OnnxReader.read(file, new ReadOptions(Optional.of(shape), partial))),
        Gaps.of(model),
        List::of);
  }
}
