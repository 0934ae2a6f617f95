package convspectrum.spec.pytorch;

import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Reduction;
import convspectrum.spec.graph.UnaryFunction;

/** Pointwise functions and reductions as PyTorch expressions; truth values become numbers. */
final class ElementwiseRenderer {
  private ElementwiseRenderer() {}

  static Rendering unary(UnaryFunction function) {
    return new Rendering.Expression(
        switch (function) {
          case EXP -> "torch.exp({0})";
          case LOG -> "torch.log({0})";
          case SQRT -> "torch.sqrt({0})";
          case RECIPROCAL -> "torch.reciprocal({0})";
          case ABS -> "torch.abs({0})";
          case NEGATE -> "-{0}";
          case ERF -> "torch.erf({0})";
          case FLOOR -> "torch.floor({0})";
          case CEIL -> "torch.ceil({0})";
          case SIGN -> "torch.sign({0})";
          case SIN -> "torch.sin({0})";
          case COS -> "torch.cos({0})";
          case IS_NAN -> "torch.isnan({0}).to({0}.dtype)";
          case NOT -> "({0} == 0).to({0}.dtype)";
        });
  }

  static Rendering binary(BinaryFunction function) {
    return new Rendering.Expression(
        switch (function) {
          case SUBTRACT -> "{0} - {1}";
          case DIVIDE -> "{0} / {1}";
          case POWER -> "torch.pow({0}, {1})";
          case MINIMUM -> "torch.minimum({0}, {1})";
          case MAXIMUM -> "torch.maximum({0}, {1})";
          case PRELU -> "torch.where({0} >= 0, {0}, {0} * {1})";
          case EQUAL -> "({0} == {1}).to({0}.dtype)";
          case GREATER -> "({0} > {1}).to({0}.dtype)";
          case LESS -> "({0} < {1}).to({0}.dtype)";
        });
  }

  static Rendering reduce(Op.Reduce reduce) {
    if (reduce.axes().isEmpty()) {
      // PyTorch would take no axes for all of them.
      return new Rendering.Expression(reduce.function() == Reduction.L2 ? "torch.abs({0})" : "{0}");
    }
    String axes = "dim=" + Python.tuple(reduce.axes()) + ", keepdim=True";
    return new Rendering.Expression(
        switch (reduce.function()) {
          case SUM -> "{0}.sum(" + axes + ")";
          case MEAN -> "{0}.mean(" + axes + ")";
          case MAX -> "{0}.amax(" + axes + ")";
          case MIN -> "{0}.amin(" + axes + ")";
          case L2 -> "torch.linalg.vector_norm({0}, " + axes + ")";
        });
  }
}
