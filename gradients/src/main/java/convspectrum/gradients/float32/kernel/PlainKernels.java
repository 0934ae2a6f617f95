package convspectrum.gradients.float32.kernel;

import convspectrum.gradients.batch.Segments;
import convspectrum.gradients.batch.Taps;

/**
 * Kernels without the Vector API, readable and slow. They are the oracle of {@link VectorKernels},
 * which uses them for channels that do not fill a vector.
 */
final class PlainKernels implements Kernels {
  private static final int COLUMNS = 32;

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
      int columns) {
    for (int r = 0; r < rows; r++) {
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
  public void depthwiseOuter(
      Taps taps, float[] x, int xBase, float[] y, int yBase, float[] gradient) {
    depthwiseOuter(taps, x, xBase, y, yBase, gradient, 0);
  }

  /** Processes the channels from {@code first} on. */
  static void depthwiseOuter(
      Taps taps, float[] x, int xBase, float[] y, int yBase, float[] gradient, int first) {
    float[] sums = new float[4];
    for (int t = 0; t < taps.count(); t++) {
      for (int i = 0; i < taps.gridHeight(); i++) {
        if (!taps.rowInside(i, t)) {
          continue;
        }
        int from = taps.firstColumn(t);
        int to = taps.lastColumn(t);
        for (int c = first; c < taps.channels(); c++) {
          java.util.Arrays.fill(sums, 0);
          for (int j = from; j < to; j++) {
            int turn = (j - from) % 4;
            sums[turn] =
                MultiplyAdd.of(
                    x[xBase + taps.source(i, j, t) + c],
                    y[yBase + taps.target(i, j) + c],
                    sums[turn]);
          }
          gradient[taps.weight(t) + c] += (sums[0] + sums[1]) + (sums[2] + sums[3]);
        }
      }
    }
  }

  @Override
  public void moments(
      float[] x,
      int from,
      int pixels,
      int channels,
      float[] centre,
      float[] first,
      float[] second) {
    PlainNorms.moments(x, from, pixels, channels, centre, first, second, 0);
  }

  @Override
  public void products(
      float[] g,
      float[] x,
      int from,
      int pixels,
      int channels,
      float[] centre,
      float[] first,
      float[] second) {
    PlainNorms.products(g, x, from, pixels, channels, centre, first, second, 0);
  }

  @Override
  public void normalise(
      float[] x,
      int from,
      int pixels,
      int channels,
      float[] centre,
      float[] scale,
      float[] shift,
      float[] y) {
    PlainNorms.normalise(x, from, pixels, channels, centre, scale, shift, y, 0);
  }

  @Override
  public void normaliseGradient(
      float[] g,
      float[] x,
      int pixels,
      int channels,
      float[] centre,
      float[] scale,
      float[] first,
      float[] second,
      float[] dx) {
    PlainNorms.normaliseGradient(g, x, pixels, channels, centre, scale, first, second, dx, 0);
  }

  @Override
  public void rectify(float[] x, float bound, int size, float[] y) {
    rectify(x, bound, 0, size, y);
  }

  static void rectify(float[] x, float bound, int from, int size, float[] y) {
    for (int i = from; i < size; i++) {
      y[i] = Math.min(Math.max(x[i], 0), bound);
    }
  }

  @Override
  public void rectifyGradient(
      float[] y, float bound, float[] g, int size, boolean adds, float[] dx) {
    rectifyGradient(y, bound, g, 0, size, adds, dx);
  }

  static void rectifyGradient(
      float[] y, float bound, float[] g, int from, int size, boolean adds, float[] dx) {
    for (int i = from; i < size; i++) {
      float passed = y[i] > 0 && y[i] < bound ? g[i] : 0;
      dx[i] = adds ? dx[i] + passed : passed;
    }
  }

  @Override
  public void markPositive(float[] x, int from, int size, long[] bits, int word) {
    markPositive(x, from, 0, size, bits, word);
  }

  /** Processes the elements from {@code start} on, which is a multiple of 64. */
  static void markPositive(float[] x, int from, int start, int size, long[] bits, int word) {
    for (int i = start; i < size; i += Long.SIZE) {
      long marks = 0;
      for (int j = 0; j < Math.min(Long.SIZE, size - i); j++) {
        if (x[from + i + j] > 0) {
          marks |= 1L << j;
        }
      }
      bits[word + i / Long.SIZE] = marks;
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

  @Override
  public void add(float[] x, float[] y, int to, int size) {
    add(x, y, to, 0, size);
  }

  /** Processes the elements from {@code first} on. */
  static void add(float[] x, float[] y, int to, int first, int size) {
    for (int i = first; i < size; i++) {
      y[to + i] += x[i];
    }
  }

  @Override
  public void sum(float[][] terms, int size, float[] y) {
    sum(terms, 0, size, y);
  }

  /** Processes the elements from {@code first} on. */
  static void sum(float[][] terms, int first, int size, float[] y) {
    for (int i = first; i < size; i++) {
      float sum = terms[0][i];
      for (int k = 1; k < terms.length; k++) {
        sum += terms[k][i];
      }
      y[i] = sum;
    }
  }

  @Override
  public void sumRows(
      float[] x, int[] starts, int count, int size, float[] factors, float[] y, int to) {
    sumRows(x, starts, count, 0, size, factors, y, to);
  }

  /** Processes the elements from {@code first} on. */
  static void sumRows(
      float[] x, int[] starts, int count, int first, int size, float[] factors, float[] y, int to) {
    for (int i = first; i < size; i++) {
      float sum = count == 0 ? 0 : x[starts[0] + i];
      for (int k = 1; k < count; k++) {
        sum += x[starts[k] + i];
      }
      y[to + i] = factors.length == 0 ? sum : sum * factors[i];
    }
  }
}
