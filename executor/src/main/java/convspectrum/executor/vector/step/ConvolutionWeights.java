package convspectrum.executor.vector.step;

import convspectrum.spec.graph.Op;
import convspectrum.spec.tensor.Tensor;

/**
 * The weights of a convolution with the ops after it folded in: y = scale · (w ∗ x) + shift.
 *
 * @param conv the convolution
 * @param values (outputs, inputs per group, kernel height, kernel width)
 * @param scale per output channel
 * @param shift per output channel
 */
@SuppressWarnings("ArrayRecordComponent") // numbers on their way into packed weights
public record ConvolutionWeights(Op.Conv conv, Tensor values, double[] scale, double[] shift) {
  /** Number of inputs of a group. */
  public int inputsPerGroup() {
    return values.shape().dim(1);
  }

  /** Number of outputs of a group. */
  public int outputsPerGroup() {
    return conv.outChannels() / conv.groups();
  }

  /** Returns one weight; {@code input} is counted inside the group. */
  public float weight(int output, int input, int ky, int kx) {
    return (float) exactWeight(output, input, ky, kx);
  }

  /** Returns one weight before rounding to float32; {@code input} is counted inside the group. */
  public double exactWeight(int output, int input, int ky, int kx) {
    int height = conv.window().kernelHeight();
    int width = conv.window().kernelWidth();
    int index = ((output * inputsPerGroup() + input) * height + ky) * width + kx;
    return values.data()[index] * scale[output];
  }

  /** Returns the summand of an output. */
  public float bias(int output) {
    return (float) shift[output];
  }
}
