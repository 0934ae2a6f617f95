package convspectrum.search.scoring;

import convspectrum.search.proxy.input.ProxyBatch;
import convspectrum.search.scoring.images.ImageChannels;
import convspectrum.spec.graph.Shape;
import java.util.random.RandomGenerator;

/**
 * Random images that are like photographs in two respects: their power falls with the square of the
 * frequency, and their channels resemble each other.
 *
 * <p>Noise on grids with meshes of 1, 2, 4, … pixels is interpolated and added up, so that each
 * octave of frequencies has about the same power (Field, Relations between the statistics of
 * natural images and the response properties of cortical cells, 1987).
 */
final class NaturalImages {
  /** Share of each channel's variance that all channels have in common. */
  private static final double COMMON = 0.9;

  private NaturalImages() {}

  /** Images of this shape, row-major, each channel of mean 0 and deviation 1 over the batch. */
  static double[] draw(Shape input, RandomGenerator random) {
    int channels = input.channels();
    int plane = input.height() * input.width();
    double[] values = new double[Math.toIntExact(input.elements())];
    for (int n = 0; n < input.batch(); n++) {
      double[] common = plane(random, input.height(), input.width());
      for (int c = 0; c < channels; c++) {
        double[] own = plane(random, input.height(), input.width());
        int from = (n * channels + c) * plane;
        for (int i = 0; i < plane; i++) {
          values[from + i] = Math.sqrt(COMMON) * common[i] + Math.sqrt(1 - COMMON) * own[i];
        }
      }
    }
    ImageChannels.standardise(values, input);
    return values;
  }

  private static double[] plane(RandomGenerator random, int height, int width) {
    double[] plane = new double[height * width];
    for (int mesh = 1; mesh <= Math.max(height, width); mesh *= 2) {
      int columns = (width - 1) / mesh + 2;
      double[] grid = ProxyBatch.normal(random, ((height - 1) / mesh + 2) * columns);
      for (int y = 0; y < height; y++) {
        double down = (double) (y % mesh) / mesh;
        for (int x = 0; x < width; x++) {
          double right = (double) (x % mesh) / mesh;
          int corner = y / mesh * columns + x / mesh;
          double above = (1 - right) * grid[corner] + right * grid[corner + 1];
          double below = (1 - right) * grid[corner + columns] + right * grid[corner + columns + 1];
          plane[y * width + x] += (1 - down) * above + down * below;
        }
      }
    }
    return plane;
  }
}
