package convspectrum.gradients.float32.window;

import convspectrum.gradients.batch.Taps;
import convspectrum.gradients.float32.kernel.Kernels;

/**
 * Computes the gradient of the weights of one group of a convolution: the product of the transposed
 * {@link Patches} with the gradient of the output. It sums products over {@link Kernels#STRIP}
 * pixels at a time, and adds these sums strip by strip.
 */
public final class PatchGradient {
  private final Kernels kernels;
  private final Taps taps;
  private final Patches patches;
  private final Blocks blocks;
  private final int firstTarget;
  private final boolean direct;
  private final float[] strip;

  public PatchGradient(
      Kernels kernels, Taps taps, int firstSource, int sources, int firstTarget, int columns) {
    this.kernels = kernels;
    this.taps = taps;
    this.direct = taps.isPointwise();
    this.patches = new Patches(kernels, taps, firstSource, sources, Kernels.STRIP, direct);
    this.blocks = new Blocks(patches.depth(), columns, kernels.columns());
    this.firstTarget = firstTarget;
    this.strip = new float[Kernels.STRIP * kernels.columns()];
  }

  /** The gradient's layout: rows are taps with channels fastest, columns target channels. */
  public Blocks blocks() {
    return blocks;
  }

  /** Adds the contribution of one sample. */
  public void sample(float[] x, int xBase, float[] y, int yBase, float[] gradient) {
    int pixels = taps.gridHeight() * taps.gridWidth();
    for (int pixel = 0; pixel < pixels; pixel += Kernels.STRIP) {
      int count = Math.min(Kernels.STRIP, pixels - pixel);
      patches.fill(x, xBase, pixel, count);
      for (int block = 0; block < blocks.count(); block++) {
        int width = blocks.width(block);
        int used = blocks.used(block);
        int from = yBase + pixel * taps.channels() + firstTarget + block * blocks.width();
        if (direct && used == width) {
          products(block, count, y, from, taps.channels(), gradient);
        } else {
          kernels.copyRows(y, from, taps.channels(), used, count, strip, 0, width);
          products(block, count, strip, 0, width, gradient);
        }
      }
    }
  }

  /**
   * Adds the products with one block of target channels.
   *
   * @param g rows at distance {@code step}, the first at {@code from}
   */
  private void products(int block, int pixels, float[] g, int from, int step, float[] gradient) {
    int width = blocks.width(block);
    for (int panel = 0; panel < patches.panelCount(); panel++) {
      kernels.outer(
          patches.elements(),
          patches.start(panel, 0),
          patches.step(),
          pixels,
          g,
          from,
          step,
          gradient,
          blocks.start(block) + panel * Kernels.DEPTH * width,
          patches.panelDepth(panel),
          width);
    }
  }
}
