package convspectrum.formats.pytorch;

import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.UnaryFunction;

/** Pointwise functions as PyTorch writes them. Truth values are numbers: 1 or 0. */
final class Pointwise {
  private static final String NUMBER = ".to({0}.dtype)";

  private Pointwise() {}

  static Rendering of(Op.Activation activation) {
    ActivationFunction function = activation.function();
    String alpha = Python.real(activation.alpha());
    return switch (function) {
      case RELU -> module("nn.ReLU");
      case RELU6 -> module("nn.ReLU6");
      case LEAKY_RELU -> module("nn.LeakyReLU", Argument.required("negative_slope", alpha));
      case ELU -> module("nn.ELU", Argument.optional("alpha", alpha, "1.0"));
      case SELU -> module("nn.SELU");
      case SIGMOID -> module("nn.Sigmoid");
      case HARD_SIGMOID -> module("nn.Hardsigmoid");
      case TANH -> module("nn.Tanh");
      case SILU -> module("nn.SiLU");
      case HARD_SWISH -> module("nn.Hardswish");
      case GELU -> module("nn.GELU");
      case GELU_TANH -> module("nn.GELU", Argument.optional("approximate", "\"tanh\"", "\"none\""));
      case MISH -> module("nn.Mish");
      case SOFTPLUS -> module("nn.Softplus");
      case CLIP -> {
        String beta = Python.real(activation.beta());
        // nn.Hardtanh refuses an empty range.
        yield new Rendering.Expression("{0}.clamp(" + alpha + ", " + beta + ")");
      }
    };
  }

  static String of(UnaryFunction function) {
    return switch (function) {
      case EXP -> "torch.exp({0})";
      case LOG -> "torch.log({0})";
      case SQRT -> "torch.sqrt({0})";
      case RECIPROCAL -> "1.0 / {0}";
      case ABS -> "{0}.abs()";
      case NEGATE -> "-{0}";
      case ERF -> "torch.erf({0})";
      case FLOOR -> "torch.floor({0})";
      case CEIL -> "torch.ceil({0})";
      case SIGN -> "torch.sign({0})";
      case SIN -> "torch.sin({0})";
      case COS -> "torch.cos({0})";
      case ATAN -> "torch.atan({0})";
      case ROUND -> "torch.round({0})";
      case TRUNCATE -> "torch.trunc({0})";
      case TAN -> "torch.tan({0})";
      case ASIN -> "torch.asin({0})";
      case ACOS -> "torch.acos({0})";
      case SINH -> "torch.sinh({0})";
      case COSH -> "torch.cosh({0})";
      case ASINH -> "torch.asinh({0})";
      case ACOSH -> "torch.acosh({0})";
      case ATANH -> "torch.atanh({0})";
      case IS_NAN -> "({0} != {0})" + NUMBER;
      case NOT -> "({0} == 0)" + NUMBER;
    };
  }

  static String of(BinaryFunction function) {
    return switch (function) {
      case SUBTRACT -> "{0} - {1}";
      case DIVIDE -> "{0} / {1}";
      case QUOTIENT -> "torch.div({0}, {1}, rounding_mode=\"trunc\")";
      case MODULO -> "torch.remainder({0}, {1})";
      case REMAINDER -> "torch.fmod({0}, {1})";
      case POWER -> "{0} ** {1}";
      case MINIMUM -> "torch.minimum({0}, {1})";
      case MAXIMUM -> "torch.maximum({0}, {1})";
      case PRELU -> "torch.where({0} >= 0, {0}, {0} * {1})";
      case EQUAL -> "({0} == {1})" + NUMBER;
      case GREATER -> "({0} > {1})" + NUMBER;
      case LESS -> "({0} < {1})" + NUMBER;
    };
  }

  private static Rendering module(String name, Argument... arguments) {
    return Rendering.Modules.of(Call.of(name, arguments));
  }
}
