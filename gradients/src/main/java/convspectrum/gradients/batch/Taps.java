package convspectrum.gradients.batch;

import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * The pixels of a source that each pixel of a grid reads, for a window or for its gradient.
 *
 * <p>Grid pixel (i, j) reads, for tap t, source pixel (i · step + down[t], j · step + right[t]) if
 * that is inside, and corresponds to target pixel (first + i · spread, first + j · spread). Maps
 * have channels last; offsets are in elements from the start of a sample.
 */
public final class Taps {
  private final int sourceHeight;
  private final int sourceWidth;
  private final int sourceChannels;
  private final int targetWidth;
  private final int targetChannels;
  private final int gridHeight;
  private final int gridWidth;
  private final int stepDown;
  private final int stepRight;
  private final int firstDown;
  private final int firstRight;
  private final int spreadDown;
  private final int spreadRight;
  private final int[] down;
  private final int[] right;
  private final int[] taps;

  private Taps(
      Shape source,
      Shape target,
      int[] grid,
      int[] step,
      int[] first,
      int[] spread,
      List<int[]> reads) {
    this.sourceHeight = source.height();
    this.sourceWidth = source.width();
    this.sourceChannels = source.channels();
    this.targetWidth = target.width();
    this.targetChannels = target.channels();
    this.gridHeight = grid[0];
    this.gridWidth = grid[1];
    this.stepDown = step[0];
    this.stepRight = step[1];
    this.firstDown = first[0];
    this.firstRight = first[1];
    this.spreadDown = spread[0];
    this.spreadRight = spread[1];
    this.down = reads.stream().mapToInt(read -> read[0]).toArray();
    this.right = reads.stream().mapToInt(read -> read[1]).toArray();
    this.taps = reads.stream().mapToInt(read -> read[2]).toArray();
  }

  /** The taps with which a window reads {@code in} to compute {@code out}, numbered row by row. */
  public static Taps forward(Window window, Shape in, Shape out) {
    List<int[]> reads = new ArrayList<>();
    for (int u = 0; u < window.kernelHeight(); u++) {
      for (int v = 0; v < window.kernelWidth(); v++) {
        reads.add(
            new int[] {
              u * window.dilationHeight() - window.padding().top(),
              v * window.dilationWidth() - window.padding().left(),
              u * window.kernelWidth() + v
            });
      }
    }
    return new Taps(
        in,
        out,
        new int[] {out.height(), out.width()},
        new int[] {window.strideHeight(), window.strideWidth()},
        new int[] {0, 0},
        new int[] {1, 1},
        reads);
  }

  /**
   * The taps with which the gradient of {@code in} reads that of {@code out}. There is one grid for
   * each remainder of row and column modulo the strides, since each has its own taps. Together the
   * grids cover {@code in}.
   */
  public static List<Taps> backward(Window window, Shape in, Shape out) {
    List<Taps> grids = new ArrayList<>();
    for (int a = 0; a < Math.min(window.strideHeight(), in.height()); a++) {
      for (int b = 0; b < Math.min(window.strideWidth(), in.width()); b++) {
        grids.add(backward(window, in, out, a, b));
      }
    }
    return grids;
  }

  private static Taps backward(Window window, Shape in, Shape out, int a, int b) {
    int strideDown = window.strideHeight();
    int strideRight = window.strideWidth();
    List<int[]> reads = new ArrayList<>();
    // The order is reversed, so that reads of one row go from left to right.
    for (int u = window.kernelHeight() - 1; u >= 0; u--) {
      int below = a + window.padding().top() - u * window.dilationHeight();
      for (int v = window.kernelWidth() - 1; v >= 0; v--) {
        int beside = b + window.padding().left() - v * window.dilationWidth();
        if (Math.floorMod(below, strideDown) == 0 && Math.floorMod(beside, strideRight) == 0) {
          reads.add(
              new int[] {
                Math.floorDiv(below, strideDown),
                Math.floorDiv(beside, strideRight),
                u * window.kernelWidth() + v
              });
        }
      }
    }
    int rows = (in.height() - a + strideDown - 1) / strideDown;
    int columns = (in.width() - b + strideRight - 1) / strideRight;
    return new Taps(
        out,
        in,
        new int[] {rows, columns},
        new int[] {1, 1},
        new int[] {a, b},
        new int[] {strideDown, strideRight},
        reads);
  }

  /** Number of taps. */
  public int count() {
    return taps.length;
  }

  /** Whether maps are one row and each pixel reads the source pixel at its own position. */
  public boolean isPointwise() {
    return taps.length == 1
        && down[0] == 0
        && right[0] == 0
        && stepRight == 1
        && spreadRight == 1
        && gridHeight == 1
        && gridWidth == sourceWidth
        && gridWidth == targetWidth;
  }

  /** The number of tap {@code t} in the window. */
  public int tap(int t) {
    return taps[t];
  }

  /** Start of the weights of tap {@code t}, one for each target channel. */
  public int weight(int t) {
    return taps[t] * targetChannels;
  }

  /** Number of channels of the target. */
  public int channels() {
    return targetChannels;
  }

  /** Number of rows of the grid. */
  public int gridHeight() {
    return gridHeight;
  }

  /** Number of columns of the grid. */
  public int gridWidth() {
    return gridWidth;
  }

  /** Height of the source. */
  public int sourceHeight() {
    return sourceHeight;
  }

  /** Width of the source. */
  public int sourceWidth() {
    return sourceWidth;
  }

  /** Number of rows of the source from one row of the grid to the next. */
  public int stepDown() {
    return stepDown;
  }

  /** Number of columns of the source from one column of the grid to the next. */
  public int stepRight() {
    return stepRight;
  }

  /** Row of the source that tap {@code t} reads for row {@code i} of the grid; may be outside. */
  public int row(int i, int t) {
    return i * stepDown + down[t];
  }

  /** Column of the source that tap {@code t} reads for column {@code j}; may be outside. */
  public int column(int j, int t) {
    return j * stepRight + right[t];
  }

  /** Whether tap {@code t} is inside the source for row {@code i} of the grid. */
  public boolean rowInside(int i, int t) {
    int row = i * stepDown + down[t];
    return row >= 0 && row < sourceHeight;
  }

  /** Whether tap {@code t} is inside the source for column {@code j} of the grid. */
  public boolean columnInside(int j, int t) {
    int column = j * stepRight + right[t];
    return column >= 0 && column < sourceWidth;
  }

  /** Start of the source pixel that tap {@code t} reads. */
  public int source(int i, int j, int t) {
    return ((i * stepDown + down[t]) * sourceWidth + j * stepRight + right[t]) * sourceChannels;
  }

  /** Start of the pixel that a grid pixel's offsets refer to; it may be outside. */
  public int origin(int i, int j) {
    return (i * stepDown * sourceWidth + j * stepRight) * sourceChannels;
  }

  /** Offset of tap {@code t} from a pixel's origin. */
  public int offset(int t) {
    return (down[t] * sourceWidth + right[t]) * sourceChannels;
  }

  /** Start of the target pixel. */
  public int target(int i, int j) {
    return ((firstDown + i * spreadDown) * targetWidth + firstRight + j * spreadRight)
        * targetChannels;
  }

  /** Number of elements of the source from one column of the grid to the next. */
  public int columnStep() {
    return stepRight * sourceChannels;
  }

  /** Number of elements of the target from one column of the grid to the next. */
  public int targetStep() {
    return spreadRight * targetChannels;
  }

  /** The first column for which tap {@code t} is inside. */
  public int firstColumn(int t) {
    return Math.min(Math.max(Math.ceilDiv(-right[t], stepRight), 0), gridWidth);
  }

  /** The end of the columns for which tap {@code t} is inside, exclusive. */
  public int lastColumn(int t) {
    int last = Math.floorDiv(sourceWidth - 1 - right[t], stepRight) + 1;
    return Math.min(Math.max(last, 0), gridWidth);
  }

  /** The first column for which all taps are inside. */
  public int innerFrom() {
    int from = 0;
    for (int t = 0; t < taps.length; t++) {
      from = Math.max(from, firstColumn(t));
    }
    return from;
  }

  /** The end of the columns for which all taps are inside, exclusive. */
  public int innerTo() {
    int to = gridWidth;
    for (int t = 0; t < taps.length; t++) {
      to = Math.min(to, lastColumn(t));
    }
    return to;
  }

  /** The first row for which all taps are inside. */
  public int innerRowFrom() {
    int from = 0;
    for (int tap : down) {
      from = Math.max(from, Math.ceilDiv(-tap, stepDown));
    }
    return from;
  }

  /** The end of the rows for which all taps are inside, exclusive. */
  public int innerRowTo() {
    int to = gridHeight;
    for (int tap : down) {
      to = Math.min(to, Math.floorDiv(sourceHeight - 1 - tap, stepDown) + 1);
    }
    return to;
  }

  /**
   * Lists the taps that are inside for a row: their start in the source for column 0, which may be
   * outside, and the start of their weights.
   *
   * @return number of these taps
   */
  public int rows(int i, int[] sources, int[] weights) {
    int inside = 0;
    for (int t = 0; t < taps.length; t++) {
      if (rowInside(i, t)) {
        sources[inside] = source(i, 0, t);
        weights[inside++] = weight(t);
      }
    }
    return inside;
  }

  /**
   * Number of taps from {@code t} on that read consecutive source pixels of a row, so that their
   * elements are contiguous for a column of the grid.
   */
  public int run(int t) {
    int end = t + 1;
    while (end < taps.length && down[end] == down[t] && right[end] == right[end - 1] + 1) {
      end++;
    }
    return end - t;
  }

  /** Number of channels of the source. */
  public int sourceChannels() {
    return sourceChannels;
  }
}
