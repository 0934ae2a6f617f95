package convspectrum.search.proxy.input;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Images with their classes. */
public final class ProxyBatch {
  private final double[] images;
  private final int[] labels;

  /**
   * @param images row-major, one after another
   * @param labels one class each
   */
  public ProxyBatch(double[] images, int[] labels) {
    if (labels.length == 0 || images.length % labels.length != 0) {
      throw new IllegalArgumentException(
          images.length + " values are not " + labels.length + " images");
    }
    this.images = images;
    this.labels = labels;
  }

  /** Standard normal values, rounded to float32, so that both precisions get the same images. */
  public static double[] normal(RandomGenerator random, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** The number of images. */
  public int size() {
    return labels.length;
  }

  /** The images, row-major, which must not be changed. */
  public double[] images() {
    return images;
  }

  /** Their classes, which must not be changed. */
  public int[] labels() {
    return labels;
  }

  /** The given number of images and classes, starting at {@code from}. */
  public ProxyBatch part(int from, int count) {
    int each = images.length / labels.length;
    return new ProxyBatch(
        Arrays.copyOfRange(images, from * each, (from + count) * each),
        Arrays.copyOfRange(labels, from, from + count));
  }
}
