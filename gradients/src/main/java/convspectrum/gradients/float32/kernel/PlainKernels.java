package convspectrum.gradients.float32.kernel;

import convspectrum.gradients.batch.Segments;
import convspectrum.gradients.batch.Taps;

/**
 * Kernels without the Vector API, readable and slow. They are the oracle of {@link VectorKernels},
 * which uses some of them for channels that do not fill a vector.
 */
final class PlainKernels implements Kernels {
  private static final int COLUMNS = 32;

  @Override
  public NormKernels norms() {
    return new PlainNorms(0);
  }

  @Override
  public ElementKernels elements() {
    return new PlainElements(0);
  }

  @Override
  public LaneKernels lanes() {
    return PlainLanes.ALL;
  }

  @Override
  public int columns() {
    return COLUMNS;
  }

  @Override
  public void multiply(
      float[] x,
      int at,
      int step,
      int depth,
      float[] weights,
      int w,
      float[] y,
      int to,
      int toStep,
      int rows,
      int columns,
      boolean adds) {
    for (int r = 0; r < rows; r++) {
      if (!adds) {
        java.util.Arrays.fill(y, to + r * toStep, to + r * toStep + columns, 0);
      }
      for (int k = 0; k < depth; k++) {
        float factor = x[at + r * step + k];
        for (int c = 0; c < columns; c++) {
          int place = to + r * toStep + c;
          y[place] = MultiplyAdd.of(factor, weights[w + k * columns + c], y[place]);
        }
      }
    }
  }

  @Override
  public void outer(
      float[] x,
      int at,
      int step,
      int pixels,
      float[] g,
      int from,
      int gStep,
      float[] sums,
      int to,
      int rows,
      int columns) {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        float sum = 0;
        for (int p = 0; p < pixels; p++) {
          sum = MultiplyAdd.of(x[at + p * step + r], g[from + p * gStep + c], sum);
        }
        sums[to + r * columns + c] += sum;
      }
    }
  }

  @Override
  public void depthwise(Taps taps, float[] x, int xBase, float[] weights, float[] y, int yBase) {
    depthwise(taps, x, xBase, weights, y, yBase, 0);
  }

  /** Processes the channels from {@code first} on. */
  static void depthwise(
      Taps taps, float[] x, int xBase, float[] weights, float[] y, int yBase, int first) {
    for (int i = 0; i < taps.gridHeight(); i++) {
      for (int j = 0; j < taps.gridWidth(); j++) {
        for (int c = first; c < taps.channels(); c++) {
          float sum = 0;
          for (int t = 0; t < taps.count(); t++) {
            if (taps.rowInside(i, t) && taps.columnInside(j, t)) {
              sum =
                  MultiplyAdd.of(
                      x[xBase + taps.source(i, j, t) + c], weights[taps.weight(t) + c], sum);
            }
          }
          y[yBase + taps.target(i, j) + c] = sum;
        }
      }
    }
  }

  @Override
  public void copySegments(
      float[] x, int origin, int step, int rows, Segments segments, float[] panels, int row) {
    for (int s = 0; s < segments.count(); s++) {
      for (int r = 0; r < rows; r++) {
        System.arraycopy(
            x,
            origin + r * step + segments.from(s),
            panels,
            segments.to(s) + (row + r) * DEPTH,
            segments.length(s));
      }
    }
  }

  @Override
  public void scatterRows(
      float[] tile, int width, int used, int rows, int[] targets, int shift, float[] y) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(tile, r * width, y, targets[r] + shift, used);
    }
  }

  @Override
  public void copyRows(
      float[] x, int from, int fromStep, int used, int rows, float[] y, int to, int toStep) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(x, from + r * fromStep, y, to + r * toStep, used);
    }
  }

  @Override
  public void rows(
      float[] map,
      int at,
      int[] offsets,
      int[] depths,
      float[] weights,
      int w,
      float[] row,
      int pixels) {
    PlainRows.rows(map, at, offsets, depths, weights, w, row, pixels);
  }

  @Override
  public void rowGradient(
      float[] x,
      int at,
      int gap,
      float[] gradients,
      int g,
      int gradientGap,
      int rows,
      int columns,
      float[] sums,
      int to,
      int channels) {
    PlainRows.rowGradient(x, at, gap, gradients, g, gradientGap, rows, columns, sums, to, channels);
  }
}
