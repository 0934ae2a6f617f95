package convspectrum.gradients.training;

import convspectrum.formats.dataset.ImageSet;
import convspectrum.spec.graph.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * What brings the values of images to mean 0 and variance 1 for each channel: (x − mean) /
 * deviation.
 *
 * @param means mean of each channel over all pixels of the training images
 * @param deviations standard deviation of each channel; 1 for a channel that is constant
 */
public record Standardisation(List<Double> means, List<Double> deviations) {
  public Standardisation {
    means = List.copyOf(means);
    deviations = List.copyOf(deviations);
  }

  /** The standardisation of these images. */
  public static Standardisation of(ImageSet images) {
    Shape shape = images.shape();
    int channels = shape.dim(0);
    int plane = shape.dim(1) * shape.dim(2);
    double[] sums = new double[channels];
    double[] squares = new double[channels];
    float[] image = new float[channels * plane];
    for (int n = 0; n < images.count(); n++) {
      images.read(n, image, 0);
      for (int i = 0; i < image.length; i++) {
        sums[i / plane] += image[i];
        squares[i / plane] += (double) image[i] * image[i];
      }
    }
    double count = (double) images.count() * plane;
    List<Double> means = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    for (int c = 0; c < channels; c++) {
      double mean = sums[c] / count;
      double variance = squares[c] / count - mean * mean;
      means.add(mean);
      deviations.add(variance > 0 ? Math.sqrt(variance) : 1);
    }
    return new Standardisation(means, deviations);
  }

  /** Changes an image (channels, height, width) that begins at position {@code at}. */
  void apply(float[] images, int at, Shape shape) {
    int plane = shape.dim(1) * shape.dim(2);
    for (int c = 0; c < means.size(); c++) {
      double mean = means.get(c);
      double deviation = deviations.get(c);
      for (int i = at + c * plane; i < at + (c + 1) * plane; i++) {
        images[i] = (float) ((images[i] - mean) / deviation);
      }
    }
  }
}
