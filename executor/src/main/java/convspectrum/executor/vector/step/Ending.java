package convspectrum.executor.vector.step;

import convspectrum.executor.vector.code.Kernel;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.kernel.ElementwiseKernel;
import convspectrum.executor.vector.kernel.ElementwiseKernel.Operation;
import convspectrum.executor.vector.layout.FeatureMap;
import convspectrum.spec.graph.Op;
import java.util.Optional;

/**
 * The operations on a sum before it is stored.
 *
 * @param other operand that is added, in the order of the output
 * @param activation function that is applied last
 */
public record Ending(Optional<FeatureMap> other, Optional<Op.Activation> activation) {
  /** No operation. */
  public static final Ending NONE = new Ending(Optional.empty(), Optional.empty());

  /** The activation that a kernel applies to its sums while they are in registers. */
  public Optional<Op.Activation> inKernel() {
    return activation.filter(function -> !heavy(function));
  }

  /**
   * The kernel that is applied to a row after it is stored, while it is in the first-level cache.
   * To compile an exponential for every sum of a tile would take longer than all else.
   */
  Optional<Kernel> afterRow(FeatureMap out, Lanes lanes) {
    return activation
        .filter(Ending::heavy)
        .map(function ->
            new ElementwiseKernel(
                    lanes, Operation.COPY, out.pixel(), out.pixel(), 0, Optional.of(function))
                .kernel());
  }

  private static boolean heavy(Op.Activation function) {
    return switch (function.function()) {
      case RELU, RELU6, CLIP, LEAKY_RELU, HARD_SIGMOID, HARD_SWISH -> false;
      case ELU, SELU, SIGMOID, TANH, SILU, GELU, GELU_TANH, MISH, SOFTPLUS -> true;
    };
  }

  public int otherPixel() {
    return other.map(FeatureMap::pixel).orElse(0);
  }

  public int otherRow() {
    return other.map(FeatureMap::row).orElse(0);
  }

  public int otherAt(int n, int y, int x) {
    return other.isPresent() ? other.get().at(n, y, x) : 0;
  }
}
