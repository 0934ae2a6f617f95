package convspectrum.gradients.float32;

import convspectrum.gradients.batch.PlanStep;
import convspectrum.gradients.batch.RunMode;
import convspectrum.gradients.float32.kernel.Kernels;
import convspectrum.spec.graph.PoolKind;
import java.util.Arrays;

/** Computes the mean or the maximum of all pixels of a channel. */
final class GlobalPoolRule implements Rule {
  private final Kernels kernels;
  private final int samples;
  private final int channels;
  private final int pixels;
  private final boolean max;

  GlobalPoolRule(Kernels kernels, PlanStep step, PoolKind kind) {
    this.kernels = kernels;
    this.samples = step.shape().batch();
    this.channels = step.shape().channels();
    this.pixels = step.input().size() / samples / channels;
    this.max = kind == PoolKind.MAX;
  }

  @Override
  public void forward(Operands run) {
    for (int n = 0; n < samples; n++) {
      int from = n * pixels * channels;
      if (max) {
        for (int c = 0; c < channels; c++) {
          run.output[n * channels + c] = run.input()[largest(run.input(), from + c)];
        }
      } else {
        double[] sums = ChannelSums.totals(kernels, run.input(), from, pixels, channels);
        for (int c = 0; c < channels; c++) {
          run.output[n * channels + c] = (float) (sums[c] / pixels);
        }
      }
    }
  }

  private int largest(float[] x, int first) {
    int largest = first;
    for (int p = 1; p < pixels; p++) {
      int at = first + p * channels;
      if (x[at] > x[largest] || Float.isNaN(x[at])) {
        largest = at;
      }
    }
    return largest;
  }

  @Override
  public void backward(Operands run) {
    float[] dx = run.inputGradient();
    if (dx == null) {
      return;
    }
    Arrays.fill(dx, 0);
    for (int n = 0; n < samples; n++) {
      int from = n * pixels * channels;
      for (int c = 0; c < channels; c++) {
        float g = run.gradient[n * channels + c];
        if (max) {
          dx[largest(run.input(), from + c)] = g;
        } else {
          float share = g / pixels;
          for (int p = 0; p < pixels; p++) {
            dx[from + p * channels + c] = share;
          }
        }
      }
    }
  }

  @Override
  public boolean keepsInput(int i, RunMode mode) {
    return max;
  }
}
