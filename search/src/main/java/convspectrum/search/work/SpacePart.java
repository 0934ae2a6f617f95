package convspectrum.search.work;

import convspectrum.search.design.Sweep;
import convspectrum.spec.Spec;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.parameter.Design;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A {@link Sweep} as text. Its designs are numbered as those of {@link Sweep#number}.
 *
 * @param file what faults call the text
 * @param text the spec
 * @param base a choice for each parameter, which it keeps unless it varies
 * @param parameters names of those that vary
 * @param input another shape for the input, batch first; empty for the spec's own
 */
public record SpacePart(
    String file, String text, List<Integer> base, List<String> parameters, List<Integer> input)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public SpacePart {
    base = List.copyOf(base);
    parameters = List.copyOf(parameters);
    input = List.copyOf(input);
  }

  /**
   * A sweep as text.
   *
   * @param file what faults call the text
   * @param text the text that the spec of the sweep was read from
   */
  public static SpacePart of(Sweep sweep, String file, String text) {
    int parameters = sweep.spec().parameters().size();
    return new SpacePart(
        file,
        text,
        IntStream.range(0, parameters).map(sweep.base()::choice).boxed().toList(),
        sweep.parameters(),
        sweep.input().stream().flatMap(shape -> Arrays.stream(shape.toArray()).boxed()).toList());
  }

  /** The sweep that it was made of. */
  public Sweep open() {
    Spec spec = Spec.parse(file, text);
    Design design = spec.defaults();
    for (int i = 0; i < base.size(); i++) {
      design = design.with(i, base.get(i));
    }
    Optional<Shape> shape =
        input.isEmpty()
            ? Optional.empty()
            : Optional.of(Shape.of(input.stream().mapToInt(Integer::intValue).toArray()));
    return new Sweep(spec, design, parameters, shape);
  }
}
