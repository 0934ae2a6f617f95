package convspectrum.costmodel.convention;

import convspectrum.spec.composite.Recorded;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;

/**
 * What tools count for ops that are read from files as one: where a tool has a counter for the op,
 * that; else what it counts for the products and norms in its definition, and nothing for the rest,
 * which no tool sees.
 */
final class Recordings {
  private Recordings() {}

  /** Products and norms of the definition. */
  static long parts(Convention convention, Recorded op) {
    long operations = 0;
    for (Node part : op.definition().nodes()) {
      if (part.op() instanceof Op.Product || part.op() instanceof Op.Norm) {
        operations = Math.addExact(operations, convention.operations(part));
      }
    }
    return operations;
  }

  /** The weight of an output of a resize by its mode. */
  static int interpolation(Recorded resize, int nearest, int linear, int cubic) {
    return switch (resize.text("mode").orElse("nearest")) {
      case "nearest" -> nearest;
      case "cubic" -> cubic;
      default -> linear;
    };
  }

  /** The same for a tool that knows these two modes of pictures alone. */
  static int nearestOrLinear(Recorded resize, int nearest, int linear) {
    return resize.inputs().getFirst().rank() == 4 ? interpolation(resize, nearest, linear, 0) : 0;
  }

  /** Linear 5, bilinear 11, trilinear 31 in {@code calculate_upsample}. */
  static int linearOfThop(Node resize) {
    return switch (resize.shape().rank()) {
      case 3 -> 5;
      case 5 -> 31;
      default -> 11;
    };
  }

  /** The number of taps of a pool. */
  static int taps(Recorded pool) {
    return pool.wholes("kernel_shape").stream().reduce(1, Math::multiplyExact);
  }
}
