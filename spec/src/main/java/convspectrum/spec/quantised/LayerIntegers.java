package convspectrum.spec.quantised;

/**
 * What a convolution or a linear layer stores in a quantised network: signed 8-bit weights,
 * symmetric around 0 with a scale for each output channel, and a bias of 32 bits.
 *
 * <p>The real value of output channel k is scale(x) · scales[k] · (bias[k] + Σ weights · (x − zero
 * point of x)), where the sum is one of exact integers that fits 32 bits.
 */
public final class LayerIntegers {
  private final byte[] weights;
  private final float[] scales;
  private final int[] bias;

  /**
   * The integers of a layer; the arrays are shared with the caller, not copied.
   *
   * @param weights row-major, in the layout of the real weights: output channels first
   * @param scales one per output channel, each above 0
   * @param bias one per output channel, zeros where the layer has none, in steps of scale(x) ·
   *     scales[k]
   */
  public LayerIntegers(byte[] weights, float[] scales, int[] bias) {
    if (scales.length != bias.length || weights.length % scales.length != 0) {
      throw new IllegalArgumentException(
          "%d weights, %d scales and %d biases; expected one scale and bias per output channel"
              .formatted(weights.length, scales.length, bias.length));
    }
    for (float scale : scales) {
      if (!(scale > 0) || Float.isInfinite(scale)) {
        throw new IllegalArgumentException("a scale of " + scale + "; expected a number above 0");
      }
    }
    this.weights = weights;
    this.scales = scales;
    this.bias = bias;
  }

  /** The weights, row-major, output channels first. Callers do not write to them. */
  public byte[] weights() {
    return weights;
  }

  /** The real distance of two neighbouring weights, per output channel. */
  public float[] scales() {
    return scales;
  }

  /** The bias per output channel. */
  public int[] bias() {
    return bias;
  }

  /** The number of weights of one output channel. */
  public int rowLength() {
    return weights.length / scales.length;
  }

  /**
   * Output channels whose sums may saturate where a CPU adds two neighbouring products in 16 bits
   * (x86 without VNNI: {@code vpmaddubsw}), in whatever order it takes them: those with two weights
   * of one sign that reach beyond 32,767 at inputs of 255. With weights within ±{@link
   * WeightRange#REDUCED_LIMIT} there are none.
   */
  public int channelsThatMaySaturate() {
    int channels = 0;
    for (int k = 0; k < scales.length; k++) {
      int[] positive = new int[2];
      int[] negative = new int[2];
      for (int i = k * rowLength(); i < (k + 1) * rowLength(); i++) {
        insert(weights[i] > 0 ? positive : negative, Math.abs(weights[i]));
      }
      int most = Math.max(positive[0] + positive[1], negative[0] + negative[1]);
      channels += ValueScale.MAX * most > Short.MAX_VALUE ? 1 : 0;
    }
    return channels;
  }

  /** Keeps the two largest. */
  private static void insert(int[] largest, int value) {
    if (value > largest[0]) {
      largest[1] = largest[0];
      largest[0] = value;
    } else if (value > largest[1]) {
      largest[1] = value;
    }
  }
}
