package convspectrum.gradients.float32.window;

import convspectrum.gradients.float32.kernel.Kernels;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.Arrays;

/**
 * Computes sums over a window with stride 1 for each channel: along each row, then over the rows.
 * Each element is added once per row and column of the window and not once per tap.
 */
public final class WindowSums {
  private static final float[] NONE = new float[0];

  private final Kernels kernels;
  private final int height;
  private final int width;
  private final int outHeight;
  private final int outWidth;
  private final int channels;
  private final int windowHeight;
  private final int windowWidth;
  private final int top;
  private final int left;

  /** A row of the input with zeros on both sides. */
  private final float[] line;

  /** The sums along each row. */
  private final float[] rows;

  /** The sums of one row of the output, if they are added to the output. */
  private final float[] sums;

  private final int[] starts;

  private WindowSums(
      Kernels kernels, Shape in, Shape out, int windowHeight, int windowWidth, int top, int left) {
    this.kernels = kernels;
    this.height = in.height();
    this.width = in.width();
    this.outHeight = out.height();
    this.outWidth = out.width();
    this.channels = in.channels();
    this.windowHeight = windowHeight;
    this.windowWidth = windowWidth;
    this.top = top;
    this.left = left;
    this.line = new float[(outWidth + windowWidth - 1) * channels];
    this.rows = new float[height * outWidth * channels];
    this.sums = new float[outWidth * channels];
    this.starts = new int[Math.max(windowHeight, windowWidth)];
  }

  /** Whether this class can compute the sums of a window. */
  public static boolean take(Window window) {
    return window.strideHeight() == 1
        && window.strideWidth() == 1
        && window.dilationHeight() == 1
        && window.dilationWidth() == 1
        && window.padding().top() < window.kernelHeight()
        && window.padding().bottom() < window.kernelHeight()
        && window.padding().left() < window.kernelWidth()
        && window.padding().right() < window.kernelWidth();
  }

  /** The sums of a window over {@code in}. */
  public static WindowSums forward(Kernels kernels, Window window, Shape in, Shape out) {
    return new WindowSums(
        kernels,
        in,
        out,
        window.kernelHeight(),
        window.kernelWidth(),
        window.padding().top(),
        window.padding().left());
  }

  /** The gradient of {@code in}: sums of that of {@code out} over the reversed window. */
  public static WindowSums backward(Kernels kernels, Window window, Shape in, Shape out) {
    return new WindowSums(
        kernels,
        out,
        in,
        window.kernelHeight(),
        window.kernelWidth(),
        window.kernelHeight() - 1 - window.padding().top(),
        window.kernelWidth() - 1 - window.padding().left());
  }

  /**
   * Computes one sample.
   *
   * @param before factors of the elements of each row of the input; all 1 if empty
   * @param after factors of the sums of each row of the output; all 1 if empty
   * @param adds whether the sums are added to the content of the output
   */
  public void sample(
      float[] x, int from, float[][] before, float[] y, int to, float[][] after, boolean adds) {
    int size = outWidth * channels;
    for (int r = 0; r < height; r++) {
      starts[0] = from + r * width * channels;
      kernels
          .elements()
          .sumRows(x, starts, 1, width * channels, factors(before, r), line, left * channels);
      for (int v = 0; v < windowWidth; v++) {
        starts[v] = v * channels;
      }
      kernels.elements().sumRows(line, starts, windowWidth, size, NONE, rows, r * size);
    }
    for (int i = 0; i < outHeight; i++) {
      int count = 0;
      for (int r = Math.max(i - top, 0); r < Math.min(i - top + windowHeight, height); r++) {
        starts[count++] = r * size;
      }
      if (adds) {
        kernels.elements().sumRows(rows, starts, count, size, factors(after, i), sums, 0);
        kernels.elements().add(sums, y, to + i * size, size);
      } else {
        kernels.elements().sumRows(rows, starts, count, size, factors(after, i), y, to + i * size);
      }
    }
  }

  private static float[] factors(float[][] factors, int row) {
    return factors.length == 0 ? NONE : factors[row];
  }

  /** Rows of factors with one factor per element; equal adjacent rows share an array. */
  public static float[][] factors(float[] perPixel, int width, int channels) {
    float[][] factors = new float[perPixel.length / width][];
    for (int i = 0; i < factors.length; i++) {
      float[] row = new float[width * channels];
      for (int j = 0; j < width; j++) {
        Arrays.fill(row, j * channels, (j + 1) * channels, perPixel[i * width + j]);
      }
      factors[i] = i > 0 && Arrays.equals(row, factors[i - 1]) ? factors[i - 1] : row;
    }
    return factors;
  }
}
