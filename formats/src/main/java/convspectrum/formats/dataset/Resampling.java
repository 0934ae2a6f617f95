package convspectrum.formats.dataset;

import convspectrum.spec.graph.Shape;

/** Changes the size and the number of channels of images, each (channels, height, width). */
final class Resampling {
  /** Luma of red, green and blue: ITU-R BT.601, as in Pillow's "L". */
  private static final float[] LUMA = {0.299f, 0.587f, 0.114f};

  /** A number of channels that cannot be made of another. */
  static final class ChannelsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int found;
    private final int wanted;

    ChannelsException(int found, int wanted) {
      super(wanted + " channels cannot be made of " + found);
      this.found = found;
      this.wanted = wanted;
    }

    int found() {
      return found;
    }

    int wanted() {
      return wanted;
    }
  }

  private final Shape from;
  private final Shape to;
  private final float[][] down;
  private final float[][] across;

  /** Creates the change between two shapes (channels, height, width). */
  Resampling(Shape from, Shape to) {
    boolean known =
        from.dim(0) == to.dim(0)
            || from.dim(0) == 1
            || (from.dim(0) == LUMA.length && to.dim(0) == 1);
    if (!known) {
      throw new ChannelsException(from.dim(0), to.dim(0));
    }
    this.from = from;
    this.to = to;
    this.down = weights(from.dim(1), to.dim(1));
    this.across = weights(from.dim(2), to.dim(2));
  }

  /** The image in the new shape. */
  float[] apply(float[] image) {
    int plane = to.dim(1) * to.dim(2);
    float[][] planes = new float[from.dim(0)][];
    for (int c = 0; c < planes.length; c++) {
      planes[c] = plane(image, c * from.dim(1) * from.dim(2));
    }
    float[] made = new float[to.dim(0) * plane];
    for (int c = 0; c < to.dim(0); c++) {
      for (int i = 0; i < plane; i++) {
        if (planes.length == to.dim(0)) {
          made[c * plane + i] = planes[c][i];
        } else if (planes.length == 1) {
          made[c * plane + i] = planes[0][i];
        } else {
          made[i] = LUMA[0] * planes[0][i] + LUMA[1] * planes[1][i] + LUMA[2] * planes[2][i];
        }
      }
    }
    return made;
  }

  private float[] plane(float[] image, int first) {
    int height = from.dim(1);
    int width = from.dim(2);
    float[] wide = new float[height * to.dim(2)];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < to.dim(2); x++) {
        float sum = 0;
        for (int i = 0; i < width; i++) {
          sum += across[x][i] * image[first + y * width + i];
        }
        wide[y * to.dim(2) + x] = sum;
      }
    }
    float[] made = new float[to.dim(1) * to.dim(2)];
    for (int y = 0; y < to.dim(1); y++) {
      for (int x = 0; x < to.dim(2); x++) {
        float sum = 0;
        for (int i = 0; i < height; i++) {
          sum += down[y][i] * wide[i * to.dim(2) + x];
        }
        made[y * to.dim(2) + x] = sum;
      }
    }
    return made;
  }

  /** For each new position the weights of all old ones, of sum 1: a triangle around its centre. */
  private static float[][] weights(int from, int to) {
    double scale = (double) from / to;
    double reach = Math.max(scale, 1);
    float[][] weights = new float[to][from];
    for (int i = 0; i < to; i++) {
      double centre = (i + 0.5) * scale - 0.5;
      double total = 0;
      for (int j = 0; j < from; j++) {
        total += Math.max(0, 1 - Math.abs(j - centre) / reach);
      }
      for (int j = 0; j < from; j++) {
        weights[i][j] = (float) (Math.max(0, 1 - Math.abs(j - centre) / reach) / total);
      }
    }
    return weights;
  }
}
