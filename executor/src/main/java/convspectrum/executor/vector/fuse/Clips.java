package convspectrum.executor.vector.fuse;

import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Op;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Activations that cut values off at two bounds, one after the other. */
final class Clips {
  private record Bounds(double low, double high) {}

  private Clips() {}

  /** The one clip that does what both do; none where one of them is no clip. */
  static Optional<Op.Activation> then(Op.Activation first, Op.Activation second) {
    Bounds inner = bounds(first);
    Bounds outer = bounds(second);
    if (inner == null || outer == null) {
      return Optional.empty();
    }
    double low = Math.min(Math.max(inner.low, outer.low), outer.high);
    double high = Math.min(Math.max(inner.high, outer.low), outer.high);
    return Optional.of(new Op.Activation(ActivationFunction.CLIP, low, high));
  }

  /** The bounds of a clip that has values between them; null of anything else. */
  private static @Nullable Bounds bounds(Op.Activation activation) {
    return switch (activation.function()) {
      case RELU -> new Bounds(0, Double.POSITIVE_INFINITY);
      case RELU6 -> new Bounds(0, 6);
      case CLIP ->
          activation.alpha() <= activation.beta()
              ? new Bounds(activation.alpha(), activation.beta())
              : null;
      default -> null;
    };
  }
}
