package convspectrum.spec.block;

import java.util.List;
import java.util.Optional;

/** Batch norm or layer norm. */
@Doc("Batch norm or layer norm.")
public record Norm(
    @Main @Doc("batch or layer") @Default("batch") NormKind kind,
    @Doc("what is added to the variance; 1e-5 for batch, 1e-6 for layer, unless said")
        @Default("none")
        Optional<Double> epsilon,
    @Doc("whether it learns a factor") @Default("true") boolean scale,
    @Doc("whether it learns a summand") @Default("true") boolean shift,
    @Doc("axes of a layer norm; 1, the channels, unless said") @Default("none")
        Optional<List<Integer>> axes)
    implements Block {
  public Norm {
    axes = axes.map(List::copyOf);
    if (kind == NormKind.BATCH && axes.isPresent()) {
      throw new FieldException("axes", "found with kind batch", "kind: layer");
    }
    if (axes.isPresent() && !ascending(axes.get())) {
      throw new FieldException(
          "axes", "found " + axes.get(), "axes from 0 in ascending order, at least one");
    }
    if (kind == NormKind.LAYER && scale != shift) {
      throw new FieldException(
          "scale", "a layer norm with one of scale and shift", "both or neither");
    }
    if (epsilon.isPresent() && !(epsilon.get() >= 0)) {
      throw new FieldException("epsilon", "found " + epsilon.get(), "expected at least 0");
    }
  }

  private static boolean ascending(List<Integer> axes) {
    return !axes.isEmpty()
        && axes.getFirst() >= 0
        && axes.stream().sorted().distinct().toList().equals(axes);
  }
}
