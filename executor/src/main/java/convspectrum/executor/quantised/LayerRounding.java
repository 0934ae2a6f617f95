package convspectrum.executor.quantised;

import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.spec.quantised.LayerIntegers;
import convspectrum.spec.quantised.ValueScale;

/** Rounds the weights and the bias of a layer to integers. */
final class LayerRounding {
  /** A bias takes at most a quarter of 32 bits, so that sums have room. */
  private static final double MOST_BIAS = 1 << 29;

  private LayerRounding() {}

  /**
   * The integers of a layer.
   *
   * @param weights output channels first
   * @param bias one per output channel
   * @param inputScale the scale of the input
   * @param limit the largest absolute weight
   * @throws UnsupportedGraphException where sums may exceed 32 bits
   */
  static LayerIntegers of(String name, float[] weights, float[] bias, float inputScale, int limit) {
    int row = weights.length / bias.length;
    byte[] integers = new byte[weights.length];
    float[] scales = new float[bias.length];
    int[] biases = new int[bias.length];
    for (int k = 0; k < bias.length; k++) {
      scales[k] = scale(name, weights, k * row, row, bias[k], inputScale, limit);
      long most = 0;
      for (int i = k * row; i < (k + 1) * row; i++) {
        integers[i] = (byte) Math.clamp(Math.rint(weights[i] / scales[k]), -limit, limit);
        most += ValueScale.MAX * Math.abs(integers[i]);
      }
      biases[k] = (int) Math.rint(bias[k] / ((double) inputScale * scales[k]));
      if (most + Math.abs((long) biases[k]) > Integer.MAX_VALUE) {
        throw new UnsupportedGraphException(
            "%s adds %d products per value, whose sum may be %d; int8 sums hold at most %d; try --dtype f32"
                .formatted(name, row, most, Integer.MAX_VALUE));
      }
    }
    return new LayerIntegers(integers, scales, biases);
  }

  /**
   * The scale of one output channel. A channel of tiny weights behind a large bias, as folded norms
   * of dead channels have, gets a larger one, with which the bias fits.
   */
  private static float scale(
      String name, float[] weights, int first, int row, float bias, float inputScale, int limit) {
    double most = 0;
    for (int i = first; i < first + row; i++) {
      most = Math.max(most, Math.abs(weights[i]));
      if (!Float.isFinite(weights[i])) {
        throw notFinite(name, "weights", weights[i]);
      }
    }
    if (!Float.isFinite(bias)) {
      throw notFinite(name, "bias", bias);
    }
    double scale = Math.max(most / limit, Math.abs(bias) / (inputScale * MOST_BIAS));
    return scale == 0 ? 1 : Math.max(Float.MIN_NORMAL, (float) scale);
  }

  private static CalibrationException notFinite(String name, String what, float found) {
    return new CalibrationException(
        "int8: the %s of %s include %s; expected finite numbers; try other weights, or --dtype f32"
            .formatted(what, name, found));
  }
}
