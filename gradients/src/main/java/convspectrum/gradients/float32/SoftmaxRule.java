package convspectrum.gradients.float32;

import convspectrum.gradients.batch.PlanStep;
import java.util.Arrays;

/** Computes y = eˣ / Σ eˣ along an axis; dx = y · (g − Σ g·y). */
final class SoftmaxRule implements Rule {
  private final int size;
  private final int inner;

  SoftmaxRule(PlanStep step, int axis) {
    this.size = step.shape().dim(axis);
    int product = 1;
    for (int i = axis + 1; i < step.shape().rank(); i++) {
      product *= step.shape().dim(i);
    }
    this.inner = product;
  }

  @Override
  public void forward(Operands run) {
    for (int row = 0; row < run.output.length / size; row++) {
      int first = first(row);
      double max = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < size; i++) {
        max = Math.max(max, run.input()[first + i * inner]);
      }
      double sum = 0;
      for (int i = 0; i < size; i++) {
        sum += Math.exp(run.input()[first + i * inner] - max);
      }
      for (int i = 0; i < size; i++) {
        run.output[first + i * inner] =
            (float) (Math.exp(run.input()[first + i * inner] - max) / sum);
      }
    }
  }

  @Override
  public void backward(Operands run) {
    float[] dx = run.inputGradient();
    if (dx == null) {
      return;
    }
    boolean rounding = true;
    for (int row = 0; row < run.output.length / size; row++) {
      int first = first(row);
      double sum = 0;
      for (int i = 0; i < size; i++) {
        sum += (double) run.gradient[first + i * inner] * run.output[first + i * inner];
      }
      for (int i = 0; i < size; i++) {
        int at = first + i * inner;
        double difference = run.gradient[at] - sum;
        rounding &= Rounding.explains(difference, Math.abs(sum));
        dx[at] = (float) (run.output[at] * difference);
      }
    }
    if (rounding) {
      Arrays.fill(dx, 0);
    }
  }

  private int first(int row) {
    return row / inner * inner * size + row % inner;
  }

  @Override
  public boolean keepsOutput() {
    return true;
  }
}
