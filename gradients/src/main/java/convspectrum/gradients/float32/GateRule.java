package convspectrum.gradients.float32;

import convspectrum.gradients.batch.PlanStep;
import convspectrum.gradients.batch.RunMode;
import convspectrum.gradients.float32.kernel.Kernels;
import convspectrum.spec.graph.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * Computes y = x · gate[sample, channel], the product of squeeze-and-excitation. dx = g · gate, and
 * the gate's gradient is Σ g · x over the pixels.
 */
final class GateRule implements Rule {
  private final Kernels kernels;
  private final int samples;
  private final int channels;
  private final int pixels;
  private final int gate;
  private final float[] zeros;
  private final float[] row;

  GateRule(Kernels kernels, PlanStep step) {
    this.kernels = kernels;
    this.samples = step.shape().batch();
    this.channels = step.shape().channels();
    this.pixels = step.size() / samples / channels;
    this.gate = step.input().shape().equals(step.shape()) ? 1 : 0;
    this.zeros = new float[channels];
    this.row = new float[channels];
  }

  /** Whether a product is of a map and one value for each sample and channel of the map. */
  static boolean takes(PlanStep step) {
    List<PlanStep> inputs = step.inputs();
    if (inputs.size() != 2 || step.shape().rank() != 4) {
      return false;
    }
    Shape full = step.shape();
    Shape one = full.with(2, 1).with(3, 1);
    boolean channelsLast =
        inputs.stream()
            .allMatch(input -> input.layout() == convspectrum.gradients.batch.Layout.CHANNELS_LAST);
    Shape a = inputs.get(0).shape();
    Shape b = inputs.get(1).shape();
    return channelsLast
        && !full.equals(one)
        && ((a.equals(full) && b.equals(one)) || (a.equals(one) && b.equals(full)));
  }

  @Override
  public void forward(Operands run) {
    scale(run.inputs[1 - gate], run.inputs[gate], run.output);
  }

  @Override
  public void backward(Operands run) {
    float[] x = run.inputs[1 - gate];
    float[] dx = run.inputGradients[1 - gate];
    float[] gates = run.inputGradients[gate];
    if (dx != null) {
      scale(run.gradient, run.inputs[gate], dx);
    }
    if (gates != null) {
      for (int n = 0; n < samples; n++) {
        double[] products =
            ChannelSums.products(kernels, run.gradient, x, n * pixels * channels, pixels, channels);
        for (int c = 0; c < channels; c++) {
          gates[n * channels + c] = (float) products[c];
        }
      }
    }
  }

  private void scale(float[] x, float[] gates, float[] y) {
    for (int n = 0; n < samples; n++) {
      System.arraycopy(gates, n * channels, row, 0, channels);
      kernels.norms().normalise(x, n * pixels * channels, pixels, channels, zeros, row, zeros, y);
    }
    Arrays.fill(row, 0);
  }

  @Override
  public boolean keepsInput(int i, RunMode mode) {
    return true;
  }
}
