package convspectrum.gradients.float32;

import convspectrum.gradients.batch.PlanStep;
import convspectrum.gradients.batch.Taps;
import convspectrum.gradients.float32.kernel.Kernels;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes a convolution with one channel per group: y = Σ over taps of x · w for each channel. */
final class DepthwiseRule implements LearnedRule {
  private final Kernels kernels;
  private final Shape in;
  private final Shape out;
  private final Taps taps;
  private final List<Taps> reversed;
  private final int channels;
  private final int window;

  /** The weights as (taps, channels). */
  private float[] weights;

  private float[] bias;
  private final float[] gradients;
  private final float[] biasGradient;

  /**
   * @param weight (channels, 1, height, width), row-major
   * @param bias one per channel; empty if there is none
   */
  DepthwiseRule(Kernels kernels, PlanStep step, Op.Conv conv, float[] weight, float[] bias) {
    this.kernels = kernels;
    this.in = step.input().shape();
    this.out = step.shape();
    this.taps = Taps.forward(conv.window(), in, out);
    this.reversed = Taps.backward(conv.window(), in, out);
    this.channels = out.channels();
    this.window = taps.count();
    this.bias = bias;
    this.weights = new float[weight.length];
    this.gradients = new float[weight.length];
    this.biasGradient = new float[bias.length];
    pack(weight);
  }

  private void pack(float[] weight) {
    for (int c = 0; c < channels; c++) {
      for (int t = 0; t < window; t++) {
        weights[t * channels + c] = weight[c * window + t];
      }
    }
  }

  /** Whether this rule can compute a convolution. */
  static boolean takes(Op.Conv conv, Shape in) {
    return conv.groups() == in.channels() && conv.outChannels() == in.channels();
  }

  @Override
  public void forward(Operands run) {
    int inSize = Math.toIntExact(in.elements() / in.batch());
    int outSize = Math.toIntExact(out.elements() / out.batch());
    for (int n = 0; n < in.batch(); n++) {
      kernels.depthwise(taps, run.input(), n * inSize, weights, run.output, n * outSize);
    }
    if (bias.length > 0) {
      for (int i = 0; i < run.output.length; i++) {
        run.output[i] += bias[i % channels];
      }
    }
  }

  @Override
  public void backward(Operands run) {
    int inSize = Math.toIntExact(in.elements() / in.batch());
    int outSize = Math.toIntExact(out.elements() / out.batch());
    float @Nullable [] dx = run.inputGradient();
    for (int n = 0; n < in.batch(); n++) {
      if (run.mode.weightGradients()) {
        kernels.depthwiseOuter(taps, run.input(), n * inSize, run.gradient, n * outSize, gradients);
      }
      if (dx != null) {
        for (Taps grid : reversed) {
          kernels.depthwise(grid, run.gradient, n * outSize, weights, dx, n * inSize);
        }
      }
    }
    if (run.mode.weightGradients() && bias.length > 0) {
      ChannelSums.add(kernels, run.gradient, channels, biasGradient);
    }
  }

  @Override
  public void clear() {
    Arrays.fill(gradients, 0);
    Arrays.fill(biasGradient, 0);
  }

  @Override
  public float firstGradient(String role) {
    return role.equals(ParameterSlot.BIAS) ? biasGradient[0] : gradients[0];
  }

  @Override
  public float[] gradient(String role) {
    if (role.equals(ParameterSlot.BIAS)) {
      return biasGradient.clone();
    }
    float[] gradient = new float[gradients.length];
    for (int c = 0; c < channels; c++) {
      for (int t = 0; t < window; t++) {
        gradient[c * window + t] = gradients[t * channels + c];
      }
    }
    return gradient;
  }

  @Override
  public void set(String role, float[] values) {
    if (role.equals(ParameterSlot.BIAS)) {
      System.arraycopy(values, 0, bias, 0, bias.length);
    } else {
      pack(values);
    }
  }

  @Override
  public void follow(Trained leader) {
    DepthwiseRule first = (DepthwiseRule) leader;
    weights = first.weights;
    bias = first.bias;
  }

  @Override
  public void add(Trained other) {
    DepthwiseRule more = (DepthwiseRule) other;
    Trained.add(gradients, more.gradients);
    Trained.add(biasGradient, more.biasGradient);
  }
}
