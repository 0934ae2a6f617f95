package convspectrum.search.scoring.images;

import convspectrum.spec.graph.Shape;

/** The channels of a batch of images. */
public final class ImageChannels {
  private ImageChannels() {}

  /**
   * Brings each channel to mean 0 and deviation 1 over the batch; one that is constant becomes 0.
   *
   * @param values of the shape (batch, channels, height, width), row-major; rounded to float32, so
   *     that both precisions get the same images
   */
  public static void standardise(double[] values, Shape input) {
    int channels = input.channels();
    int plane = input.height() * input.width();
    double[] sums = new double[channels];
    double[] squares = new double[channels];
    for (int i = 0; i < values.length; i++) {
      sums[i / plane % channels] += values[i];
    }
    double count = (double) values.length / channels;
    for (int i = 0; i < values.length; i++) {
      int c = i / plane % channels;
      values[i] -= sums[c] / count;
      squares[c] += values[i] * values[i];
    }
    for (int i = 0; i < values.length; i++) {
      double deviation = Math.sqrt(squares[i / plane % channels] / count);
      values[i] = deviation > 0 ? (float) (values[i] / deviation) : 0;
    }
  }
}
