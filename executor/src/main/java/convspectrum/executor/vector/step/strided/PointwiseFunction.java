package convspectrum.executor.vector.step.strided;

import convspectrum.executor.vector.kernel.ElementwiseKernel.Operation;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.UnaryFunction;
import org.apache.commons.math3.util.FastMath;

/** The function that {@link PointwiseStep} computes, of up to three numbers. */
@FunctionalInterface
public interface PointwiseFunction {
  /** Returns the second if the first is not 0, else the third. */
  PointwiseFunction WHERE = (a, b, c) -> a != 0 ? b : c;

  /** Computes the function; numbers that it does not use may have any value. */
  double of(double a, double b, double c);

  /** The function that multiplies by a factor. */
  static PointwiseFunction scale(double factor) {
    return (a, _, _) -> a * factor;
  }

  /** The function of one number. */
  static PointwiseFunction of(UnaryFunction function) {
    return switch (function) {
      case EXP -> (a, _, _) -> Math.exp(a);
      case LOG -> (a, _, _) -> Math.log(a);
      case SQRT -> (a, _, _) -> Math.sqrt(a);
      case RECIPROCAL -> (a, _, _) -> 1 / a;
      case ABS -> (a, _, _) -> Math.abs(a);
      case NEGATE -> (a, _, _) -> -a;
      case ERF -> (a, _, _) -> erf(a);
      case FLOOR -> (a, _, _) -> Math.floor(a);
      case CEIL -> (a, _, _) -> Math.ceil(a);
      case SIGN -> (a, _, _) -> Math.signum(a);
      case SIN -> (a, _, _) -> Math.sin(a);
      case COS -> (a, _, _) -> Math.cos(a);
      case ATAN -> (a, _, _) -> Math.atan(a);
      case ROUND -> (a, _, _) -> Math.rint(a);
      case TRUNCATE -> (a, _, _) -> BinaryFunction.quotient(a, 1);
      case TAN -> (a, _, _) -> Math.tan(a);
      case ASIN -> (a, _, _) -> Math.asin(a);
      case ACOS -> (a, _, _) -> Math.acos(a);
      case SINH -> (a, _, _) -> Math.sinh(a);
      case COSH -> (a, _, _) -> Math.cosh(a);
      case ASINH -> (a, _, _) -> FastMath.asinh(a);
      case ACOSH -> (a, _, _) -> FastMath.acosh(a);
      case ATANH -> (a, _, _) -> FastMath.atanh(a);
      case IS_NAN -> (a, _, _) -> Double.isNaN(a) ? 1 : 0;
      case NOT -> (a, _, _) -> a == 0 ? 1 : 0;
    };
  }

  /** The function of two numbers. */
  static PointwiseFunction of(BinaryFunction function) {
    return switch (function) {
      case SUBTRACT -> (a, b, _) -> a - b;
      case DIVIDE -> (a, b, _) -> a / b;
      case QUOTIENT -> (a, b, _) -> BinaryFunction.quotient(a, b);
      case MODULO -> (a, b, _) -> BinaryFunction.modulo(a, b);
      case REMAINDER -> (a, b, _) -> a % b;
      case POWER -> (a, b, _) -> Math.pow(a, b);
      case MINIMUM -> (a, b, _) -> Math.min(a, b);
      case MAXIMUM -> (a, b, _) -> Math.max(a, b);
      case PRELU -> (a, b, _) -> a >= 0 ? a : a * b;
      case EQUAL -> (a, b, _) -> a == b ? 1 : 0;
      case GREATER -> (a, b, _) -> a > b ? 1 : 0;
      case LESS -> (a, b, _) -> a < b ? 1 : 0;
    };
  }

  /** The function of a kernel's operation on two operands. */
  static PointwiseFunction of(Operation operation) {
    return switch (operation) {
      case ADD -> (a, b, _) -> a + b;
      case SUBTRACT -> (a, b, _) -> a - b;
      case MULTIPLY -> (a, b, _) -> a * b;
      case DIVIDE -> (a, b, _) -> a / b;
      case MAXIMUM -> (a, b, _) -> Math.max(a, b);
      case MINIMUM -> (a, b, _) -> Math.min(a, b);
      case COPY, AFFINE -> throw new IllegalArgumentException(operation + " has one operand");
    };
  }

  /** Formula 7.1.26 of Abramowitz and Stegun, whose error is at most 1.5e-7. */
  private static double erf(double x) {
    double z = Math.abs(x);
    double t = 1 / (1 + 0.3275911 * z);
    double series =
        t
            * (0.254829592
                + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
    return Math.signum(x) * (1 - series * Math.exp(-z * z));
  }
}
