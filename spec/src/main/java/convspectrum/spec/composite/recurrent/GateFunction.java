package convspectrum.spec.composite.recurrent;

import convspectrum.spec.composite.definition.Parts;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.UnaryFunction;

/**
 * The function of a gate of a recurrent layer; α and β are 0 where the kind has none.
 *
 * @param kind which function of ONNX it is
 */
public record GateFunction(Kind kind, double alpha, double beta) {
  /** The functions that ONNX has for gates, by its names. */
  public enum Kind {
    /** max(x, 0). */
    RELU("Relu"),
    /** The hyperbolic tangent. */
    TANH("Tanh"),
    /** 1 / (1 + e⁻ˣ). */
    SIGMOID("Sigmoid"),
    /** αx + β. */
    AFFINE("Affine"),
    /** x where x ≥ 0, else αx. */
    LEAKY_RELU("LeakyRelu"),
    /** x where x > α, else 0. */
    THRESHOLDED_RELU("ThresholdedRelu"),
    /** α · tanh(βx). */
    SCALED_TANH("ScaledTanh"),
    /** min(max(αx + β, 0), 1). */
    HARD_SIGMOID("HardSigmoid"),
    /** x where x ≥ 0, else α(eˣ − 1). */
    ELU("Elu"),
    /** x / (1 + |x|). */
    SOFTSIGN("Softsign"),
    /** ln(1 + eˣ). */
    SOFTPLUS("Softplus");

    private final String onnx;

    Kind(String onnx) {
      this.onnx = onnx;
    }

    /** Its name in ONNX. */
    public String onnx() {
      return onnx;
    }

    /** Whether α matters. */
    public boolean hasAlpha() {
      return switch (this) {
        case AFFINE, LEAKY_RELU, THRESHOLDED_RELU, SCALED_TANH, HARD_SIGMOID, ELU -> true;
        case RELU, TANH, SIGMOID, SOFTSIGN, SOFTPLUS -> false;
      };
    }

    /** Whether β matters. */
    public boolean hasBeta() {
      return this == AFFINE || this == SCALED_TANH || this == HARD_SIGMOID;
    }
  }

  /** A function without parameters. */
  public static GateFunction of(Kind kind) {
    return new GateFunction(kind, 0, 0);
  }

  /** Writes the function of {@code x} as primitive ops. */
  public Node apply(Parts parts, Node x) {
    return switch (kind) {
      case RELU -> activation(parts, x, ActivationFunction.RELU);
      case TANH -> activation(parts, x, ActivationFunction.TANH);
      case SIGMOID -> activation(parts, x, ActivationFunction.SIGMOID);
      case SOFTPLUS -> activation(parts, x, ActivationFunction.SOFTPLUS);
      case ELU -> parts.part("gate", new Op.Activation(ActivationFunction.ELU, alpha, 0), x);
      case LEAKY_RELU ->
          parts.part("gate", new Op.Activation(ActivationFunction.LEAKY_RELU, alpha, 0), x);
      case AFFINE -> affine(parts, x);
      case HARD_SIGMOID ->
          parts.part("gate", new Op.Activation(ActivationFunction.CLIP, 0, 1), affine(parts, x));
      case SCALED_TANH -> {
        Node inner = parts.part("inner", new Op.Scale(beta), x);
        yield parts.part(
            "gate", new Op.Scale(alpha), activation(parts, inner, ActivationFunction.TANH));
      }
      case THRESHOLDED_RELU -> {
        Node above =
            parts.part(
                "above", new Op.Binary(BinaryFunction.GREATER), x, parts.number("least", alpha));
        yield parts.part("gate", new Op.Where(), above, x, parts.number("zero", 0));
      }
      case SOFTSIGN -> {
        Node size = parts.part("size", new Op.Unary(UnaryFunction.ABS), x);
        Node sum = parts.part("sum", new Op.Add(), size, parts.number("one", 1));
        yield parts.part("gate", new Op.Binary(BinaryFunction.DIVIDE), x, sum);
      }
    };
  }

  private static Node activation(Parts parts, Node x, ActivationFunction function) {
    return parts.part("gate", Op.Activation.of(function), x);
  }

  private Node affine(Parts parts, Node x) {
    Node scaled = parts.part("scaled", new Op.Scale(alpha), x);
    return parts.part("shifted", new Op.Add(), scaled, parts.number("shift", beta));
  }
}
