package convspectrum.executor.vector.fuse;

import static convspectrum.spec.graph.ParameterSlot.BIAS;
import static convspectrum.spec.graph.ParameterSlot.RUNNING_MEAN;
import static convspectrum.spec.graph.ParameterSlot.RUNNING_VAR;
import static convspectrum.spec.graph.ParameterSlot.WEIGHT;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.util.Arrays;

/**
 * A factor and a summand for each channel, in float64: the combined effect of batch norms and
 * scales. With a batch norm, y = γ(x − μ)/√(σ² + ε) + β (Ioffe and Szegedy 2015).
 */
@SuppressWarnings("ArrayRecordComponent") // numbers on their way into packed weights
public record ScaleAndShift(double[] scale, double[] shift) {
  /** Returns the identity x, or x plus a bias. */
  public static ScaleAndShift of(Node node, int channels, Weights weights) {
    ScaleAndShift result = new ScaleAndShift(new double[channels], new double[channels]);
    Arrays.fill(result.scale, 1);
    boolean bias =
        switch (node.op()) {
          case Op.Conv conv -> conv.bias();
          case Op.Linear linear -> linear.bias();
          case Op.Composite _ ->
              node.parameters().stream().anyMatch(slot -> slot.role().equals(BIAS));
          default -> false;
        };
    if (bias) {
      float[] values = weights.get(node, BIAS).data();
      for (int c = 0; c < channels; c++) {
        result.shift[c] = values[c];
      }
    }
    return result;
  }

  /** Appends a batch norm, a scale or a layer scale. */
  public void then(Node node, Weights weights) {
    switch (node.op()) {
      case Op.BatchNorm norm -> {
        float[] mean = weights.get(node, RUNNING_MEAN).data();
        float[] variance = weights.get(node, RUNNING_VAR).data();
        Tensor gamma = norm.scale() ? weights.get(node, WEIGHT) : null;
        Tensor beta = norm.shift() ? weights.get(node, BIAS) : null;
        for (int c = 0; c < scale.length; c++) {
          double factor =
              (gamma == null ? 1 : gamma.data()[c]) / Math.sqrt(variance[c] + norm.epsilon());
          scale[c] *= factor;
          shift[c] = (shift[c] - mean[c]) * factor + (beta == null ? 0 : beta.data()[c]);
        }
      }
      case Op.Scale(double factor) -> {
        for (int c = 0; c < scale.length; c++) {
          multiply(c, factor);
        }
      }
      case Op.ChannelScale _ -> {
        float[] factors = weights.get(node, WEIGHT).data();
        for (int c = 0; c < scale.length; c++) {
          multiply(c, factors[c]);
        }
      }
      default -> throw new IllegalArgumentException(node + " does not scale channels");
    }
  }

  private void multiply(int channel, double factor) {
    scale[channel] *= factor;
    shift[channel] *= factor;
  }
}
