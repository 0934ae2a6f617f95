package convspectrum.executor.reference;

import convspectrum.spec.graph.Op;
import convspectrum.spec.tensor.Tensor;
import org.apache.commons.math3.special.Erf;

/** Reference kernels of the activation functions. */
final class ReferenceActivation {
  /** The constants of Klambauer et al. 2017, "Self-Normalizing Neural Networks". */
  private static final double SELU_ALPHA = 1.6732632423543772;

  private static final double SELU_LAMBDA = 1.0507009873554805;

  private ReferenceActivation() {}

  static void compute(Op.Activation activation, Tensor x, Tensor y) {
    for (int i = 0; i < x.data().length; i++) {
      y.data()[i] = (float) value(activation, x.data()[i]);
    }
  }

  static double value(Op.Activation activation, double x) {
    return switch (activation.function()) {
      case RELU -> Math.max(x, 0);
      case RELU6 -> clip(x, 0, 6);
      case LEAKY_RELU -> x >= 0 ? x : activation.alpha() * x;
      case ELU -> x > 0 ? x : activation.alpha() * Math.expm1(x);
      case SELU -> SELU_LAMBDA * (x > 0 ? x : SELU_ALPHA * Math.expm1(x));
      case SIGMOID -> sigmoid(x);
      case HARD_SIGMOID -> hardSigmoid(x);
      case TANH -> Math.tanh(x);
      case SILU -> x * sigmoid(x);
      case HARD_SWISH -> x * hardSigmoid(x);
      case GELU -> x * (1 + Erf.erf(x / Math.sqrt(2))) / 2;
      case GELU_TANH ->
          x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))) / 2;
      case MISH -> x * Math.tanh(softplus(x));
      case SOFTPLUS -> softplus(x);
      case CLIP -> clip(x, activation.alpha(), activation.beta());
    };
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double hardSigmoid(double x) {
    return clip(x / 6 + 0.5, 0, 1);
  }

  /** Computes ln(1 + eˣ) without overflow for large x. */
  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  private static double clip(double x, double low, double high) {
    return Math.min(Math.max(x, low), high);
  }
}
