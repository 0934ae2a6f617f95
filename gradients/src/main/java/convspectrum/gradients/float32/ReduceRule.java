package convspectrum.gradients.float32;

import convspectrum.gradients.batch.Broadcast;
import convspectrum.gradients.batch.PlanStep;
import convspectrum.gradients.batch.RunMode;
import convspectrum.spec.graph.Reduction;
import java.util.Arrays;

/** Reduces values over some axes. The gradient of a maximum goes to the first one. */
final class ReduceRule implements Rule {
  private final Reduction reduction;

  /** For each input element the index of the output's element. */
  private final int[] targets;

  private final double count;

  ReduceRule(PlanStep step, Reduction reduction) {
    this.reduction = reduction;
    PlanStep in = step.input();
    this.targets = Broadcast.sources(step.shape(), step.layout(), in.shape(), in.layout());
    this.count = 1.0 * in.size() / step.size();
  }

  @Override
  public void forward(Operands run) {
    double[] sums = new double[run.output.length];
    double start =
        switch (reduction) {
          case MEAN, SUM, L2 -> 0;
          case PRODUCT -> 1;
          case MAX -> Double.NEGATIVE_INFINITY;
          case MIN -> Double.POSITIVE_INFINITY;
        };
    Arrays.fill(sums, start);
    for (int i = 0; i < targets.length; i++) {
      double x = run.input()[i];
      double before = sums[targets[i]];
      sums[targets[i]] =
          switch (reduction) {
            case MEAN, SUM -> before + x;
            case L2 -> before + x * x;
            case PRODUCT -> before * x;
            case MAX -> Math.max(before, x);
            case MIN -> Math.min(before, x);
          };
    }
    for (int i = 0; i < sums.length; i++) {
      run.output[i] =
          (float)
              switch (reduction) {
                case MEAN -> sums[i] / count;
                case L2 -> Math.sqrt(sums[i]);
                case SUM, MAX, MIN, PRODUCT -> sums[i];
              };
    }
  }

  @Override
  public void backward(Operands run) {
    float[] dx = run.inputGradient();
    if (dx == null) {
      return;
    }
    double[] others = new double[run.output.length];
    int[] zeros = new int[run.output.length];
    if (reduction == Reduction.PRODUCT) {
      multiply(run.input(), others, zeros);
    }
    boolean[] found = new boolean[run.output.length];
    for (int i = 0; i < targets.length; i++) {
      int target = targets[i];
      double g = run.gradient[target];
      dx[i] =
          (float)
              switch (reduction) {
                case SUM -> g;
                case MEAN -> g / count;
                case L2 -> run.output[target] == 0 ? 0 : g * run.input()[i] / run.output[target];
                case PRODUCT -> g * rest(run.input()[i], others[target], zeros[target]);
                case MAX, MIN -> {
                  boolean chosen = !found[target] && run.input()[i] == run.output[target];
                  found[target] |= chosen;
                  yield chosen ? g : 0;
                }
              };
    }
  }

  /** For each output the product of the inputs that are not 0, and the number of those that are. */
  private void multiply(float[] x, double[] others, int[] zeros) {
    Arrays.fill(others, 1);
    for (int i = 0; i < targets.length; i++) {
      if (x[i] == 0) {
        zeros[targets[i]]++;
      } else {
        others[targets[i]] *= x[i];
      }
    }
  }

  /** The gradient of a product by one factor: the product of all others. */
  private static double rest(float x, double others, int zeros) {
    return switch (zeros) {
      case 0 -> others / x;
      case 1 -> x == 0 ? others : 0;
      default -> 0;
    };
  }

  @Override
  public boolean keepsInput(int i, RunMode mode) {
    return true;
  }

  @Override
  public boolean keepsOutput() {
    return true;
  }
}
