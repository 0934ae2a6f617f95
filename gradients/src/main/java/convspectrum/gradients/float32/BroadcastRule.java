package convspectrum.gradients.float32;

import convspectrum.gradients.batch.Broadcast;
import convspectrum.gradients.batch.PlanStep;
import convspectrum.gradients.batch.RunMode;
import convspectrum.gradients.float32.kernel.Product;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Op;
import java.util.Arrays;

/** Computes sums, products and functions of two inputs of any shapes and layouts that broadcast. */
final class BroadcastRule implements Rule {
  /** The function of the inputs' elements, with its slope with respect to each. */
  interface Combination {
    double value(double[] x);

    double slope(double[] x, int i);
  }

  private final Combination combination;

  /** For each input and output element the index of the input's element. */
  private final int[][] sources;

  BroadcastRule(PlanStep step, Op op) {
    this.combination = combination(op);
    this.sources =
        step.inputs().stream()
            .map(input ->
                Broadcast.sources(input.shape(), input.layout(), step.shape(), step.layout()))
            .toArray(int[][]::new);
  }

  private static Combination combination(Op op) {
    return switch (op) {
      case Op.Add _ -> new Sum();
      case Op.Multiply _ -> new Product();
      case Op.Binary(BinaryFunction function) -> new OfTwo(function);
      case Op.Where _ -> new Choice();
      default -> throw new IllegalArgumentException(op + " is no combination of inputs");
    };
  }

  @Override
  public void forward(Operands run) {
    double[] x = new double[sources.length];
    for (int i = 0; i < run.output.length; i++) {
      gather(run, i, x);
      run.output[i] = (float) combination.value(x);
    }
  }

  @Override
  public void backward(Operands run) {
    double[] x = new double[sources.length];
    for (int k = 0; k < sources.length; k++) {
      float[] dx = run.inputGradients[k];
      if (dx != null) {
        double[] sums = new double[dx.length];
        for (int i = 0; i < run.gradient.length; i++) {
          gather(run, i, x);
          sums[sources[k][i]] += run.gradient[i] * combination.slope(x, k);
        }
        Arrays.setAll(sums, i -> dx[i] = (float) sums[i]);
      }
    }
  }

  private void gather(Operands run, int i, double[] x) {
    for (int k = 0; k < x.length; k++) {
      x[k] = run.inputs[k][sources[k][i]];
    }
  }

  @Override
  public boolean keepsInput(int i, RunMode mode) {
    return true;
  }

  private record Sum() implements Combination {
    @Override
    public double value(double[] x) {
      double sum = 0;
      for (double value : x) {
        sum += value;
      }
      return sum;
    }

    @Override
    public double slope(double[] x, int i) {
      return 1;
    }
  }

  private record Product() implements Combination {
    @Override
    public double value(double[] x) {
      double product = 1;
      for (double value : x) {
        product *= value;
      }
      return product;
    }

    @Override
    public double slope(double[] x, int i) {
      double product = 1;
      for (int k = 0; k < x.length; k++) {
        product *= k == i ? 1 : x[k];
      }
      return product;
    }
  }

  /** Returns the second if the first is not 0, else the third. */
  private record Choice() implements Combination {
    @Override
    public double value(double[] x) {
      return x[0] != 0 ? x[1] : x[2];
    }

    @Override
    public double slope(double[] x, int i) {
      return i == (x[0] != 0 ? 1 : 2) ? 1 : 0;
    }
  }

  private record OfTwo(BinaryFunction function) implements Combination {
    @Override
    public double value(double[] x) {
      double a = x[0];
      double b = x[1];
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

    @Override
    public double slope(double[] x, int i) {
      double a = x[0];
      double b = x[1];
      boolean first = i == 0;
      return switch (function) {
        case SUBTRACT -> first ? 1 : -1;
        case DIVIDE -> first ? 1 / b : -a / (b * b);
        case POWER -> first ? b * Math.pow(a, b - 1) : Math.pow(a, b) * Math.log(a);
        // Equal values share the gradient, as in PyTorch.
        case MINIMUM -> a == b ? 0.5 : (a < b) == first ? 1 : 0;
        case MAXIMUM -> a == b ? 0.5 : (a > b) == first ? 1 : 0;
        case PRELU -> first ? (a > 0 ? 1 : b) : (a > 0 ? 0 : a);
        case MODULO -> first ? 1 : -Math.floor(a / b);
        case REMAINDER -> first ? 1 : -BinaryFunction.quotient(a, b);
        case QUOTIENT, EQUAL, GREATER, LESS -> 0;
      };
    }
  }
}
