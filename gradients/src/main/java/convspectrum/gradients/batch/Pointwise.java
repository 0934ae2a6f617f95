package convspectrum.gradients.batch;

import convspectrum.executor.reference.ReferenceElementwise;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.UnaryFunction;
import org.apache.commons.math3.special.Erf;

/**
 * A function of one variable with its slope. At a corner the slope is that of PyTorch: ReLU has 0
 * at 0, and clipping passes no gradient at its bounds.
 */
public interface Pointwise {
  /** f(x). */
  double value(double x);

  /** f′(x). */
  double slope(double x);

  /** Returns the function of an activation. */
  static Pointwise of(Op.Activation activation) {
    double alpha = activation.alpha();
    return switch (activation.function()) {
      case RELU -> new Clip(0, Double.POSITIVE_INFINITY);
      case RELU6 -> new Clip(0, 6);
      case CLIP -> new Clip(alpha, activation.beta());
      case LEAKY_RELU -> new Leaky(alpha);
      case ELU -> new Exponential(1, alpha);
      case SELU -> new Exponential(1.0507009873554805, 1.6732632423543772);
      case HARD_SIGMOID -> new HardSigmoid();
      case HARD_SWISH -> new HardSwish();
      case SIGMOID -> new Sigmoid();
      case SILU -> new Gated(new Sigmoid());
      case GELU -> new Gated(new NormalDistribution());
      case TANH, GELU_TANH, MISH, SOFTPLUS -> new Smooth(activation.function());
    };
  }

  /** Returns the function of a unary op. */
  static Pointwise of(UnaryFunction function) {
    return new Elementary(function);
  }

  /** min(max(x, low), high). */
  record Clip(double low, double high) implements Pointwise {
    @Override
    public double value(double x) {
      return Math.min(Math.max(x, low), high);
    }

    @Override
    public double slope(double x) {
      return x > low && x < high ? 1 : 0;
    }
  }

  /** x where x ≥ 0, else αx. */
  record Leaky(double alpha) implements Pointwise {
    @Override
    public double value(double x) {
      return x >= 0 ? x : alpha * x;
    }

    @Override
    public double slope(double x) {
      return x > 0 ? 1 : alpha;
    }
  }

  /** λx where x > 0, else λα(eˣ − 1). */
  record Exponential(double lambda, double alpha) implements Pointwise {
    @Override
    public double value(double x) {
      return lambda * (x > 0 ? x : alpha * Math.expm1(x));
    }

    @Override
    public double slope(double x) {
      return lambda * (x > 0 ? 1 : alpha * Math.exp(x));
    }
  }

  /** clip(x/6 + 1/2, 0, 1). Its slope is 1/6 in float32, as in PyTorch: 3e-8 more than 1/6. */
  record HardSigmoid() implements Pointwise {
    private static final double SLOPE = 1f / 6;

    @Override
    public double value(double x) {
      return Math.min(Math.max(x / 6 + 0.5, 0), 1);
    }

    @Override
    public double slope(double x) {
      return x > -3 && x < 3 ? SLOPE : 0;
    }
  }

  /** x · clip(x/6 + 1/2, 0, 1). */
  record HardSwish() implements Pointwise {
    @Override
    public double value(double x) {
      return x * Math.min(Math.max(x / 6 + 0.5, 0), 1);
    }

    @Override
    public double slope(double x) {
      return x < -3 ? 0 : x <= 3 ? x / 3 + 0.5 : 1;
    }
  }

  /** 1 / (1 + e⁻ˣ). */
  record Sigmoid() implements Pointwise {
    /** Above this 1 − value(x) loses so many digits that its other form is better. */
    private static final double LARGE = 18;

    @Override
    public double value(double x) {
      return 1 / (1 + Math.exp(-x));
    }

    @Override
    public double slope(double x) {
      double value = value(x);
      return value * (x > LARGE ? Math.exp(-x) * value : 1 - value);
    }
  }

  /** Φ(x), the cumulative distribution function of the normal distribution. */
  record NormalDistribution() implements Pointwise {
    private static final double ROOT_TWO = Math.sqrt(2);
    private static final double DENSITY = 1 / Math.sqrt(2 * Math.PI);

    @Override
    public double value(double x) {
      return (1 + erf(x / ROOT_TWO)) / 2;
    }

    @Override
    public double slope(double x) {
      return DENSITY * Math.exp(-x * x / 2);
    }
  }

  /** x · gate(x): SiLU and GELU. */
  record Gated(Pointwise gate) implements Pointwise {
    @Override
    public double value(double x) {
      return x * gate.value(x);
    }

    @Override
    public double slope(double x) {
      return gate.value(x) + x * gate.slope(x);
    }
  }

  /** tanh and functions derived from it. */
  record Smooth(ActivationFunction function) implements Pointwise {
    private static final double GELU_ROOT = Math.sqrt(2 / Math.PI);
    private static final double GELU_CUBIC = 0.044715;
    private static final double LARGE = 9;

    @Override
    public double value(double x) {
      return switch (function) {
        case GELU_TANH -> x * (1 + Math.tanh(inner(x))) / 2;
        case MISH -> x * Math.tanh(softplus(x));
        case SOFTPLUS -> softplus(x);
        default -> Math.tanh(x);
      };
    }

    @Override
    public double slope(double x) {
      return switch (function) {
        case GELU_TANH -> {
          double tanh = Math.tanh(inner(x));
          double innerSlope = GELU_ROOT * (1 + 3 * GELU_CUBIC * x * x);
          yield (1 + tanh) / 2 + x * (1 - tanh * tanh) * innerSlope / 2;
        }
        case MISH -> {
          double tanh = Math.tanh(softplus(x));
          yield tanh + x * (1 - tanh * tanh) / (1 + Math.exp(-x));
        }
        case SOFTPLUS -> 1 / (1 + Math.exp(-x));
        default -> {
          double tanh = Math.tanh(x);
          // Far from 0 the difference loses all its digits: it tends to 4 e⁻²ˣ.
          yield Math.abs(x) > LARGE ? 4 * Math.exp(-2 * Math.abs(x)) : 1 - tanh * tanh;
        }
      };
    }

    private static double inner(double x) {
      return GELU_ROOT * (x + GELU_CUBIC * x * x * x);
    }

    private static double softplus(double x) {
      return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }
  }

  /** A function of {@link Op.Unary}; step functions have slope 0. */
  record Elementary(UnaryFunction function) implements Pointwise {
    @Override
    public double value(double x) {
      return ReferenceElementwise.value(function, x);
    }

    @Override
    public double slope(double x) {
      return switch (function) {
        case EXP -> Math.exp(x);
        case LOG -> 1 / x;
        case SQRT -> 0.5 / Math.sqrt(x);
        case RECIPROCAL -> -1 / (x * x);
        case ABS -> Math.signum(x);
        case NEGATE -> -1;
        case ERF -> 2 / Math.sqrt(Math.PI) * Math.exp(-x * x);
        case SIN -> Math.cos(x);
        case COS -> -Math.sin(x);
        case ATAN -> 1 / (1 + x * x);
        case TAN -> 1 / (Math.cos(x) * Math.cos(x));
        case ASIN -> 1 / Math.sqrt(1 - x * x);
        case ACOS -> -1 / Math.sqrt(1 - x * x);
        case SINH -> Math.cosh(x);
        case COSH -> Math.sinh(x);
        case ASINH -> 1 / Math.sqrt(x * x + 1);
        case ACOSH -> 1 / Math.sqrt(x * x - 1);
        case ATANH -> 1 / (1 - x * x);
        case FLOOR, CEIL, ROUND, TRUNCATE, SIGN, IS_NAN, NOT -> 0;
      };
    }
  }

  private static double erf(double x) {
    return Double.isNaN(x) ? x : Erf.erf(x);
  }
}
