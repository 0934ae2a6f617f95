package convspectrum.gradients.float32.kernel;

import convspectrum.executor.machine.FusedMultiplyAdd;
import convspectrum.executor.machine.VectorApi;
import convspectrum.gradients.batch.Segments;
import convspectrum.gradients.batch.Taps;

/**
 * The loops that take the time. Every implementation returns the same bits: a sum is made of
 * multiply-adds in the order that is stated here, fused where the machine has an instruction.
 */
public interface Kernels {
  /** Below so many values in a register the compiler knows no vectors of them. */
  int LEAST_LANES = 4;

  /** Pixels whose products are made together, so that they are near; a multiple of most tiles. */
  int ROWS = 32;

  /** Elements of a patch that lie together in a panel; a row of a panel is so long. */
  int DEPTH = 144;

  /** Pixels whose products are summed before they are added to a gradient of weights. */
  int STRIP = 64;

  /** Pixels whose values are summed in this precision before they are added in double. */
  int CHUNK = 32;

  /** Channels that lie together in a {@code PaddedMap}; a multiple of every number of lanes. */
  int BLOCK = 16;

  /** Columns of the windows that {@link #rows} takes. */
  int WINDOW = 3;

  /**
   * The ones of this Java virtual machine: by the Vector API where it was started with it and has
   * vectors and a multiply-add to compile it to; else plain loops, which it vectorises itself.
   */
  static Kernels preferred() {
    return VectorApi.preferredFloatLanes() >= LEAST_LANES && FusedMultiplyAdd.isCompiled()
        ? new VectorKernels()
        : new PlainKernels();
  }

  /** The widest that a block of columns may be. */
  int columns();

  /**
   * y[r][c] += Σₖ x[r][k] · weights[k][c], k rising, for some rows and all columns.
   *
   * @param x rows {@code step} apart, the first at {@code at}
   * @param depth k is below it; at least 1
   * @param weights rows of {@code columns}, the first at {@code w}
   * @param y rows {@code toStep} apart, the first at {@code to}
   * @param rows r is below it
   * @param columns {@link #columns()} or half of it
   */
  void multiply(
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
      int columns);

  /**
   * sums[r][c] += Σₚ x[p][r] · g[p][c], p rising, for some rows and all columns.
   *
   * @param x rows {@code step} apart, the first at {@code at}
   * @param pixels p is below it; at least 1
   * @param g rows {@code gStep} apart, the first at {@code from}
   * @param sums rows of {@code columns}, the first at {@code to}
   * @param rows r is below it
   * @param columns {@link #columns()} or half of it
   */
  void outer(
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
      int columns);

  /** One sample of a sum over taps, channel by channel: see {@link Taps}. */
  void depthwise(Taps taps, float[] x, int xBase, float[] weights, float[] y, int yBase);

  /** The gradient of the taps' weights over one sample: see {@link Taps}. */
  void depthwiseOuter(Taps taps, float[] x, int xBase, float[] y, int yBase, float[] gradient);

  /**
   * first[c] = Σ (x − centre[c]), second[c] = Σ (x − centre[c])², over pixels whose values lie
   * {@code channels} apart from {@code from} on. Four sums take the pixels in turn and are added as
   * (0 + 1) + (2 + 3).
   */
  void moments(
      float[] x, int from, int pixels, int channels, float[] centre, float[] first, float[] second);

  /** first[c] = Σ g, second[c] = Σ g · (x − centre[c]), in the order of {@link #moments}. */
  void products(
      float[] g,
      float[] x,
      int from,
      int pixels,
      int channels,
      float[] centre,
      float[] first,
      float[] second);

  /** y[i] = Σ terms[k][i], k rising; two terms at least. */
  void sum(float[][] terms, int size, float[] y);

  /**
   * y[to + i] = factors[i] · Σ x[starts[k] + i], k rising and below {@code count}.
   *
   * @param factors 1 where empty
   */
  void sumRows(float[] x, int[] starts, int count, int size, float[] factors, float[] y, int to);

  /** y[to + i] += x[i]. */
  void add(float[] x, float[] y, int to, int size);

  /** y = (x − centre[c]) · scale[c] + shift[c]. */
  void normalise(
      float[] x,
      int from,
      int pixels,
      int channels,
      float[] centre,
      float[] scale,
      float[] shift,
      float[] y);

  /** dx = scale[c] · (g − first[c] − (x − centre[c]) · second[c]). */
  void normaliseGradient(
      float[] g,
      float[] x,
      int pixels,
      int channels,
      float[] centre,
      float[] scale,
      float[] first,
      float[] second,
      float[] dx);

  /** y = min(max(x, 0), bound). */
  void rectify(float[] x, float bound, int size, float[] y);

  /** dx = g where 0 &lt; y &lt; bound, else 0; or that is added to dx. */
  void rectifyGradient(float[] y, float bound, float[] g, int size, boolean adds, float[] dx);

  /** Bit i of {@code bits}, from bit 64 · word on, is whether x[from + i] is above 0. */
  void markPositive(float[] x, int from, int size, long[] bits, int word);

  /**
   * Copies what {@code rows} pixels read into rows of the panels, from {@code row} on.
   *
   * @param origin where the first pixel's offsets count from
   * @param step from one pixel to the next
   */
  void copySegments(
      float[] x, int origin, int step, int rows, Segments segments, float[] panels, int row);

  /** Copies rows of {@code width} elements, {@code used} of each, to where each shall start. */
  void scatterRows(
      float[] tile, int width, int used, int rows, int[] targets, int shift, float[] y);

  /**
   * Copies {@code used} elements of each of {@code rows} rows.
   *
   * @param fromStep from one row to the next in {@code x}
   * @param toStep from one row to the next in {@code y}
   */
  void copyRows(
      float[] x, int from, int fromStep, int used, int rows, float[] y, int to, int toStep);

  /**
   * row[r][c] += Σₑ (Σₖ Σᵥ map[at + offsets[e] + k + (r + v) · {@link #BLOCK}] ·
   * weights[e][k][v][c]) for some pixels r and {@link #BLOCK} of c; k below depths[e], then v below
   * {@link #WINDOW}, rising, make a sum for each e, and these are added in turn: short sums round
   * less.
   *
   * @param depths 1 at least
   * @param weights the first at {@code w}
   * @param row the first at 0
   * @param pixels r is below it
   */
  void rows(
      float[] map,
      int at,
      int[] offsets,
      int[] depths,
      float[] weights,
      int w,
      float[] row,
      int pixels);

  /**
   * sums[k][v][c] += Σᵢ Σⱼ x[i][j][k] · gradients[i][j + 2 − v][c], i, then j, rising, for some
   * values of k, {@link #WINDOW} of v, and {@link #BLOCK} of c. Pixels are {@link #BLOCK} apart,
   * and at the end of a row so much more as the gap says.
   *
   * @param at where x starts
   * @param g where the gradients start
   * @param rows i is below it; at least 1
   * @param columns j is below it; at least 1
   * @param sums the first at {@code to}
   * @param channels k is below it; at most {@link #BLOCK}
   */
  void rowGradient(
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
      int channels);
}
