package convspectrum.executor.reference;

import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.UnaryFunction;
import convspectrum.spec.tensor.Tensor;
import java.util.List;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.util.FastMath;

/** Reference kernels of the other pointwise functions. */
public final class ReferenceElementwise {
  private ReferenceElementwise() {}

  static void unary(UnaryFunction function, Tensor x, Tensor y) {
    for (int i = 0; i < x.data().length; i++) {
      y.data()[i] = (float) value(function, x.data()[i]);
    }
  }

  static void binary(BinaryFunction function, List<Tensor> inputs, Tensor y) {
    Tensor a = inputs.get(0);
    Tensor b = inputs.get(1);
    int[] aSource = ReferenceBroadcast.source(a.shape(), y.shape());
    int[] bSource = ReferenceBroadcast.source(b.shape(), y.shape());
    for (int i = 0; i < y.data().length; i++) {
      y.data()[i] = (float) value(function, a.data()[aSource[i]], b.data()[bSource[i]]);
    }
  }

  static void where(List<Tensor> inputs, Tensor y) {
    int[][] sources = new int[3][];
    for (int k = 0; k < sources.length; k++) {
      sources[k] = ReferenceBroadcast.source(inputs.get(k).shape(), y.shape());
    }
    for (int i = 0; i < y.data().length; i++) {
      int chosen = inputs.get(0).data()[sources[0][i]] != 0 ? 1 : 2;
      y.data()[i] = inputs.get(chosen).data()[sources[chosen][i]];
    }
  }

  /** f(x), in double precision. */
  public static double value(UnaryFunction function, double x) {
    return switch (function) {
      case EXP -> Math.exp(x);
      case LOG -> Math.log(x);
      case SQRT -> Math.sqrt(x);
      case RECIPROCAL -> 1 / x;
      case ABS -> Math.abs(x);
      case NEGATE -> -x;
      case ERF -> Double.isNaN(x) ? x : Erf.erf(x);
      case FLOOR -> Math.floor(x);
      case CEIL -> Math.ceil(x);
      case SIGN -> Math.signum(x);
      case SIN -> Math.sin(x);
      case COS -> Math.cos(x);
      case ATAN -> Math.atan(x);
      case ROUND -> Math.rint(x);
      case TRUNCATE -> BinaryFunction.quotient(x, 1);
      case TAN -> Math.tan(x);
      case ASIN -> Math.asin(x);
      case ACOS -> Math.acos(x);
      case SINH -> Math.sinh(x);
      case COSH -> Math.cosh(x);
      case ASINH -> FastMath.asinh(x);
      case ACOSH -> FastMath.acosh(x);
      case ATANH -> FastMath.atanh(x);
      case IS_NAN -> Double.isNaN(x) ? 1 : 0;
      case NOT -> x == 0 ? 1 : 0;
    };
  }

  private static double value(BinaryFunction function, double a, double b) {
    return switch (function) {
      case SUBTRACT -> a - b;
      case DIVIDE -> a / b;
      case QUOTIENT -> BinaryFunction.quotient(a, b);
      case MODULO -> BinaryFunction.modulo(a, b);
      case REMAINDER -> a % b;
      case POWER -> Math.pow(a, b);
      case MINIMUM -> Math.min(a, b);
      case MAXIMUM -> Math.max(a, b);
      case PRELU -> a >= 0 ? a : a * b;
      case EQUAL -> a == b ? 1 : 0;
      case GREATER -> a > b ? 1 : 0;
      case LESS -> a < b ? 1 : 0;
    };
  }
}
