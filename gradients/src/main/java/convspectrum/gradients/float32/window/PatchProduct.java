package convspectrum.gradients.float32.window;

import convspectrum.gradients.batch.Taps;
import convspectrum.gradients.float32.kernel.Kernels;

/**
 * Computes the product of {@link Patches} with a matrix for one group of a convolution: its weights
 * in the forward pass, the transposed weights in the backward pass.
 */
public final class PatchProduct {
  private final Kernels kernels;
  private final Taps taps;
  private final Patches patches;
  private final Blocks blocks;
  private final int firstTarget;
  private final boolean direct;
  private final float[] tile;
  private final int[] targets = new int[Kernels.ROWS];
  private final int capacity;

  /**
   * @param firstSource first channel of the group in the source
   * @param sources number of channels of the group in the source
   * @param firstTarget first channel of the group in the target
   * @param columns number of channels of the group in the target
   */
  public PatchProduct(
      Kernels kernels, Taps taps, int firstSource, int sources, int firstTarget, int columns) {
    this.kernels = kernels;
    this.taps = taps;
    this.direct = taps.isPointwise();
    // A window of one tap has short rows, so many are processed at a time.
    int copied = taps.count() == 1 ? Kernels.ROWS : Kernels.ROWS / 4;
    this.capacity = direct ? Kernels.ROWS : copied;
    this.patches = new Patches(kernels, taps, firstSource, sources, copied, direct);
    this.blocks = new Blocks(patches.depth(), columns, kernels.columns());
    this.firstTarget = firstTarget;
    this.tile = new float[Kernels.ROWS * kernels.columns()];
  }

  /** The layout of the matrix. */
  public Blocks blocks() {
    return blocks;
  }

  /**
   * Computes one sample.
   *
   * @param matrix elements in the layout of {@link #blocks}
   * @param bias one value per target channel of the whole map; may be empty
   */
  public void sample(float[] x, int xBase, float[] matrix, float[] bias, float[] y, int yBase) {
    int pixels = taps.gridHeight() * taps.gridWidth();
    for (int first = 0; first < pixels; first += capacity) {
      int rows = Math.min(capacity, pixels - first);
      patches.fill(x, xBase, first, rows);
      place(first, rows, yBase + firstTarget);
      boolean adds = bias.length > 0;
      if (direct && adds) {
        begin(rows, bias, y);
      }
      for (int block = 0; block < blocks.count(); block++) {
        if (direct && blocks.used(block) == blocks.width(block)) {
          int to = targets[0] + block * blocks.width();
          multiply(block, rows, matrix, y, to, taps.targetStep(), adds);
        } else {
          tile(block, rows, matrix, bias, y);
        }
      }
    }
  }

  /** Finds the positions of the results of {@code rows} pixels. */
  private void place(int pixel, int rows, int base) {
    int i = pixel / taps.gridWidth();
    int j = pixel % taps.gridWidth();
    for (int r = 0; r < rows; r++) {
      targets[r] = base + taps.target(i, j);
      j++;
      if (j == taps.gridWidth()) {
        j = 0;
        i++;
      }
    }
  }

  /** Initialises the target, to which products are added. */
  private void begin(int rows, float[] bias, float[] y) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(bias, firstTarget, y, targets[r], blocks.columns());
    }
  }

  private void tile(int block, int rows, float[] matrix, float[] bias, float[] y) {
    int width = blocks.width(block);
    int used = blocks.used(block);
    int column = block * blocks.width();
    for (int r = 0; r < rows && bias.length > 0; r++) {
      System.arraycopy(bias, firstTarget + column, tile, r * width, used);
    }
    multiply(block, rows, matrix, tile, 0, width, bias.length > 0);
    kernels.scatterRows(tile, width, used, rows, targets, column, y);
  }

  private void multiply(
      int block, int rows, float[] matrix, float[] y, int to, int toStep, boolean adds) {
    int width = blocks.width(block);
    for (int panel = 0; panel < patches.panelCount(); panel++) {
      kernels.multiply(
          patches.elements(),
          patches.start(panel, 0),
          patches.step(),
          patches.panelDepth(panel),
          matrix,
          blocks.start(block) + panel * Kernels.DEPTH * width,
          y,
          to,
          toStep,
          rows,
          width,
          adds || panel > 0);
    }
  }
}
