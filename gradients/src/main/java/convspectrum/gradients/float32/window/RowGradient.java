package convspectrum.gradients.float32.window;

import convspectrum.gradients.float32.kernel.Kernels;

/**
 * Computes the gradient of the weights of a window three wide with stride 1: Σ over pixels of a
 * tap's input times the gradient of the output. It sums rows of at least {@link #STRIP} pixels, and
 * adds these sums strip by strip.
 */
public final class RowGradient {
  private static final int STRIP = 128;

  /** Distance from the gradient of a weight to that of the next row of the window. */
  public static final int ROW = Kernels.BLOCK * Kernels.WINDOW * Kernels.BLOCK;

  private final Kernels kernels;
  private final PaddedMap map;
  private final PaddedMap.Extent x;
  private final PaddedMap gradients;
  private final PaddedMap.Extent g;
  private final int windowRows;

  /**
   * @param map map of the convolution's input
   * @param gradients map of the gradient of its output, padded as for the gradient of {@code map}
   */
  public RowGradient(
      Kernels kernels,
      PaddedMap map,
      PaddedMap.Extent x,
      PaddedMap gradients,
      PaddedMap.Extent g,
      int windowRows) {
    this.kernels = kernels;
    this.map = map;
    this.x = x;
    this.gradients = gradients;
    this.g = g;
    this.windowRows = windowRows;
  }

  /** Number of elements of the gradient in the layout of {@link #place}. */
  public int size() {
    int blocks = Math.ceilDiv(g.channels(), Kernels.BLOCK) * x.blocks() * windowRows;
    return blocks * Kernels.BLOCK * Kernels.WINDOW * Kernels.BLOCK;
  }

  /** Position of the gradient of a weight. */
  public int place(int target, int source, int row, int column) {
    int block = target / Kernels.BLOCK * x.blocks() + source / Kernels.BLOCK;
    int channel = (block * windowRows + row) * Kernels.BLOCK + source % Kernels.BLOCK;
    return (channel * Kernels.WINDOW + column) * Kernels.BLOCK + target % Kernels.BLOCK;
  }

  /** Adds the contribution of the sample in the maps. */
  public void sample(float[] sums) {
    int strip = Math.ceilDiv(STRIP, x.width());
    for (int first = 0; first < x.height(); first += strip) {
      int end = Math.min(first + strip, x.height());
      for (int target = 0; target < g.channels(); target += Kernels.BLOCK) {
        for (int block = 0; block < x.blocks(); block++) {
          for (int row = 0; row < windowRows; row++) {
            rows(first, end, target, block, row, sums);
          }
        }
      }
    }
  }

  /** Adds rows {@code first} to {@code end} of {@code x} that a row of the window reads. */
  private void rows(int first, int end, int target, int block, int row, float[] sums) {
    // Row r of x counts for row r + shift of the padded gradient, if that is inside.
    int shift = windowRows - 1 - row;
    int from = Math.max(first, g.top() - shift);
    int to = Math.min(end, g.top() + g.height() - shift);
    int source = block * Kernels.BLOCK;
    if (from < to) {
      kernels.rowGradient(
          map.elements,
          x.place(source, x.top() + from, x.left()),
          x.rowStep() - x.width() * Kernels.BLOCK,
          gradients.elements,
          g.place(target, from + shift, 0),
          g.rowStep() - x.width() * Kernels.BLOCK,
          to - from,
          x.width(),
          sums,
          place(target, source, row, 0),
          x.used(block));
    }
  }
}
