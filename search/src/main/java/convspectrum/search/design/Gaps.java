package convspectrum.search.design;

import convspectrum.formats.onnx.read.ImportedModel;
import convspectrum.formats.onnx.read.Storage;
import convspectrum.formats.onnx.read.graph.Coverage;
import java.util.Optional;

/**
 * How an imported network differs from its file, in words for the reader of its figures.
 *
 * @param nodes which of its nodes are not understood, if any; its figures are then too low
 * @param weights how many of its tensors have no values, if any; seeded values replace them
 * @param rounding how many of its nodes round in the file, if any
 */
public record Gaps(Optional<String> nodes, Optional<String> weights, Optional<String> rounding) {
  /** Nothing is missing. */
  public static final Gaps NONE = new Gaps(Optional.empty(), Optional.empty(), Optional.empty());

  /** The gaps of {@code model}. */
  public static Gaps of(ImportedModel model) {
    return new Gaps(nodes(model.coverage()), weights(model.storage()), rounding(model.quantised()));
  }

  private static Optional<String> nodes(Coverage coverage) {
    return coverage.isPartial()
        ? Optional.of("figures are partial, " + coverage)
        : Optional.empty();
  }

  private static Optional<String> rounding(int nodes) {
    return nodes == 0
        ? Optional.empty()
        : Optional.of(
            "it stands in float32 for a quantised network: the results of %d node%s saturate as in the file, but are not rounded"
                .formatted(nodes, nodes == 1 ? "" : "s"));
  }

  private static Optional<String> weights(Storage storage) {
    return storage.absent() == 0
        ? Optional.empty()
        : Optional.of(
            "%d of its %d tensors have no values in the file; seeded random ones stand for them"
                .formatted(storage.absent(), storage.tensors()));
  }
}
