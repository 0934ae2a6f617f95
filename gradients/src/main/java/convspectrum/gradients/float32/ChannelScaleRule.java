package convspectrum.gradients.float32;

import convspectrum.gradients.batch.PlanStep;
import convspectrum.gradients.float32.kernel.Kernels;
import java.util.Arrays;

/** Computes y = x · factor[channel] with learned factors: layer scale. */
final class ChannelScaleRule implements LearnedRule {
  private final Kernels kernels;
  private final int channels;
  private final int pixels;
  private float[] factors;
  private final float[] zeros;
  private final float[] sum;

  ChannelScaleRule(Kernels kernels, PlanStep step, float[] factors) {
    this.kernels = kernels;
    this.channels = step.shape().channels();
    this.pixels = step.size() / channels;
    this.factors = factors;
    this.zeros = new float[channels];
    this.sum = new float[channels];
  }

  @Override
  public void forward(Operands run) {
    kernels.norms().normalise(run.input(), 0, pixels, channels, zeros, factors, zeros, run.output);
  }

  @Override
  public void backward(Operands run) {
    if (run.mode.weightGradients()) {
      double[] products =
          ChannelSums.products(kernels, run.gradient, run.input(), 0, pixels, channels);
      for (int c = 0; c < channels; c++) {
        sum[c] += (float) products[c];
      }
    }
    float[] dx = run.inputGradient();
    if (dx != null) {
      kernels.norms().normalise(run.gradient, 0, pixels, channels, zeros, factors, zeros, dx);
    }
  }

  @Override
  public void clear() {
    Arrays.fill(sum, 0);
  }

  @Override
  public float[] gradient(String role) {
    return sum.clone();
  }

  @Override
  public void set(String role, float[] values) {
    System.arraycopy(values, 0, factors, 0, channels);
  }

  @Override
  public void follow(Trained leader) {
    factors = ((ChannelScaleRule) leader).factors;
  }

  @Override
  public void add(Trained other) {
    Trained.add(sum, ((ChannelScaleRule) other).sum);
  }
}
