package convspectrum.gradients.float32.kernel;

import convspectrum.executor.machine.FusedMultiplyAdd;
import convspectrum.executor.machine.VectorApi;
import convspectrum.gradients.batch.Segments;
import convspectrum.gradients.batch.Taps;

/**
 * The loops that take most of the time. Every implementation returns the same bits: sums are made
 * of multiply-adds in the order stated here, fused if the machine has FMA.
 */
public interface Kernels {
  /** Fewest values in a register for which the compiler supports vectors. */
  int LEAST_LANES = 4;

  /** Pixels that are multiplied together, to stay in the cache; a multiple of most tiles. */
  int ROWS = 32;

  /** Elements of a patch that are together in a panel: the length of its rows. */
  int DEPTH = 144;

  /** Number of pixels whose products are summed before they are added to a gradient of weights. */
  int STRIP = 64;

  /** Number of pixels that are summed in this precision before they are added in double. */
  int CHUNK = 32;

  /** Channels of a block of a {@code PaddedMap}; a multiple of every number of lanes. */
  int BLOCK = 16;

  /** Number of columns of the windows that {@link #rows} supports. */
  int WINDOW = 3;

  /**
   * Chooses the kernels for this Java virtual machine: the Vector API if its module is present and
   * vectors and multiply-adds are compiled; else plain loops, which the compiler vectorises.
   */
  static Kernels preferred() {
    return VectorApi.preferredFloatLanes() >= LEAST_LANES && FusedMultiplyAdd.isCompiled()
        ? new VectorKernels()
        : new PlainKernels();
  }

  /** The loops of norms. */
  NormKernels norms();

  /** The loops whose results depend on one element of each array. */
  ElementKernels elements();

  /** The loops of convolutions whose groups have few channels. */
  LaneKernels lanes();

  /** The largest width of a block of columns. */
  int columns();

  /**
   * Computes y[r][c] = Σₖ x[r][k] · weights[k][c] with k ascending, for some rows and all columns,
   * or goes on with the sums that are in y.
   *
   * @param x rows {@code step} apart, the first at {@code at}
   * @param depth k is below it; at least 1
   * @param weights rows of {@code columns}, the first at {@code w}
   * @param y rows {@code toStep} apart, the first at {@code to}
   * @param rows r is below it
   * @param columns {@link #columns()} or half of it
   * @param adds whether the sums begin with what is in y
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
      int columns,
      boolean adds);

  /**
   * Computes sums[r][c] += Σₚ x[p][r] · g[p][c] with p ascending, for some rows and all columns.
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

  /** Computes one sample of a sum over taps for each channel: see {@link Taps}. */
  void depthwise(Taps taps, float[] x, int xBase, float[] weights, float[] y, int yBase);

  /**
   * Copies the elements that {@code rows} pixels read into rows of the panels, from {@code row} on.
   *
   * @param origin position that the first pixel's offsets refer to
   * @param step distance from one pixel to the next
   */
  void copySegments(
      float[] x, int origin, int step, int rows, Segments segments, float[] panels, int row);

  /** Copies the first {@code used} of {@code width} elements of each row to its given start. */
  void scatterRows(
      float[] tile, int width, int used, int rows, int[] targets, int shift, float[] y);

  /**
   * Copies {@code used} elements of each of {@code rows} rows.
   *
   * @param fromStep distance between rows of {@code x}
   * @param toStep distance between rows of {@code y}
   */
  void copyRows(
      float[] x, int from, int fromStep, int used, int rows, float[] y, int to, int toStep);

  /**
   * Computes row[r][c] += Σₑ (Σₖ Σᵥ map[at + offsets[e] + k + (r + v) · {@link #BLOCK}] ·
   * weights[e][k][v][c]) for some pixels r and {@link #BLOCK} of c. For each e, k below depths[e],
   * then v below {@link #WINDOW}, ascending, give one sum, and these are added in turn, because
   * short sums have smaller rounding errors.
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
   * Computes sums[k][v][c] += Σᵢ Σⱼ x[i][j][k] · gradients[i][j + 2 − v][c] with i, then j,
   * ascending, for some k, {@link #WINDOW} of v, and {@link #BLOCK} of c. Pixels have distance
   * {@link #BLOCK}, and the gap is added at the end of each row.
   *
   * @param at start of x
   * @param g array with the gradients, at their start
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
