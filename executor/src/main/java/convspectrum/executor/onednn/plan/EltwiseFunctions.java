package convspectrum.executor.onednn.plan;

import convspectrum.executor.onednn.library.Eltwise;
import convspectrum.executor.onednn.library.Eltwise.Algorithm;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.UnaryFunction;
import java.util.List;
import java.util.Optional;

/** Activations and other functions of one element in oneDNN's terms. */
final class EltwiseFunctions {
  /** α and λ of Klambauer et al., Self-normalizing neural networks, 2017. */
  private static final double SELU_ALPHA = 1.6732632423543772;

  private static final double SELU_LAMBDA = 1.0507009873554805;

  private EltwiseFunctions() {}

  /** The functions that make an activation, one after the other. */
  static List<Eltwise> of(Op.Activation activation) {
    double alpha = activation.alpha();
    double beta = activation.beta();
    return switch (activation.function()) {
      case RELU -> List.of(new Eltwise(Algorithm.RELU));
      case RELU6 -> List.of(new Eltwise(Algorithm.CLIP, 0, 6));
      case LEAKY_RELU -> List.of(new Eltwise(Algorithm.RELU, alpha, 0));
      case ELU -> List.of(new Eltwise(Algorithm.ELU, alpha, 0));
      case SELU ->
          List.of(
              new Eltwise(Algorithm.ELU, SELU_ALPHA, 0),
              new Eltwise(Algorithm.LINEAR, SELU_LAMBDA, 0));
      case SIGMOID -> List.of(new Eltwise(Algorithm.LOGISTIC));
      case HARD_SIGMOID -> List.of(new Eltwise(Algorithm.HARD_SIGMOID, 1 / 6.0, 0.5));
      case TANH -> List.of(new Eltwise(Algorithm.TANH));
      case SILU -> List.of(new Eltwise(Algorithm.SWISH, 1, 0));
      case HARD_SWISH -> List.of(new Eltwise(Algorithm.HARD_SWISH, 1 / 6.0, 0.5));
      case GELU -> List.of(new Eltwise(Algorithm.GELU_ERF));
      case GELU_TANH -> List.of(new Eltwise(Algorithm.GELU_TANH));
      case MISH -> List.of(new Eltwise(Algorithm.MISH));
      case SOFTPLUS -> List.of(new Eltwise(Algorithm.SOFT_RELU, 1, 0));
      // Where the bounds are in the wrong order the upper one is the result.
      case CLIP -> List.of(new Eltwise(Algorithm.CLIP, Math.min(alpha, beta), beta));
    };
  }

  /** The function of a unary op; none where oneDNN lacks it. */
  static Optional<Eltwise> of(UnaryFunction function) {
    return switch (function) {
      case EXP -> Optional.of(new Eltwise(Algorithm.EXP));
      case LOG -> Optional.of(new Eltwise(Algorithm.LOG));
      case SQRT -> Optional.of(new Eltwise(Algorithm.SQRT));
      case RECIPROCAL -> Optional.of(new Eltwise(Algorithm.POWER, 1, -1));
      case ABS -> Optional.of(new Eltwise(Algorithm.ABS));
      case NEGATE -> Optional.of(new Eltwise(Algorithm.LINEAR, -1, 0));
      case ROUND -> Optional.of(new Eltwise(Algorithm.ROUND));
      case ERF,
          FLOOR,
          CEIL,
          TRUNCATE,
          SIGN,
          SIN,
          COS,
          TAN,
          ASIN,
          ACOS,
          ATAN,
          SINH,
          COSH,
          ASINH,
          ACOSH,
          ATANH,
          IS_NAN,
          NOT ->
          Optional.empty();
    };
  }
}
