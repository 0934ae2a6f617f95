package convspectrum.executor.vector.step;

import convspectrum.spec.graph.Op;
import convspectrum.spec.tensor.Tensor;

/**
 * The weights of a convolution with what follows it folded in: y = scale · (w ∗ x) + shift.
 *
 * @param conv its attributes
 * @param values (outputs, inputs per group, kernel height, kernel width)
 * @param scale per output channel
 * @param shift per output channel
 */
@SuppressWarnings("ArrayRecordComponent") // numbers on their way into packed weights
public record ConvolutionWeights(Op.Conv conv, Tensor values, double[] scale, double[] shift) {
  /** Inputs of a group. */
  public int inputsPerGroup() {
    return values.shape().dim(1);
  }

  /** Outputs of a group. */
  public int outputsPerGroup() {
    return conv.outChannels() / conv.groups();
  }

  /** One weight; {@code input} counts inside the group. */
  public float weight(int output, int input, int ky, int kx) {
    return (float) exactWeight(output, input, ky, kx);
  }

  /** One weight before it is rounded to float32; {@code input} counts inside the group. */
  public double exactWeight(int output, int input, int ky, int kx) {
    int height = conv.window().kernelHeight();
    int width = conv.window().kernelWidth();
    int index = ((output * inputsPerGroup() + input) * height + ky) * width + kx;
    return values.data()[index] * scale[output];
  }

  /** What is added to an output. */
  public float bias(int output) {
    return (float) shift[output];
  }
}
