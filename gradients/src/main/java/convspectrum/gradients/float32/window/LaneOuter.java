package convspectrum.gradients.float32.window;

import convspectrum.executor.vector.kernel.LaneProduct.Sliding;
import convspectrum.gradients.batch.Grouping;
import convspectrum.gradients.batch.Taps;
import convspectrum.gradients.float32.kernel.Kernels;
import convspectrum.gradients.float32.kernel.LaneKernels;
import org.jspecify.annotations.Nullable;

/**
 * Computes the gradient of the weights of a convolution whose groups have few channels: each lane
 * has a channel of one side, sources or targets, and is multiplied by all of the other side in its
 * group, which is spread. It sums strips of rows of at least {@link #STRIP} pixels, which are added
 * in turn.
 */
public final class LaneOuter {
  private static final int STRIP = 128;

  private final Kernels kernels;
  private final Taps taps;
  private final Grouping grouping;
  private final SpreadMap x;
  private final SpreadMap g;

  /** Starts of the rows of adjacent taps in the map of sources. */
  private final int[] offsets;

  /** Number of taps of each. */
  private final int columns;

  private final int together;
  private LaneKernels.@Nullable Gradient gradient;

  /**
   * @param taps those of the forward pass
   * @param grouping its targets are the channels of the lanes
   * @param x what the taps read, for the lanes of blocks of that grouping
   * @param g the gradient of what they made, for the same lanes
   */
  public LaneOuter(Kernels kernels, Taps taps, Grouping grouping, SpreadMap x, SpreadMap g) {
    this.kernels = kernels;
    this.taps = taps;
    this.grouping = grouping;
    this.x = x;
    this.g = g;
    this.columns = taps.run(0);
    this.offsets = new int[taps.count() / columns];
    for (int run = 0; run < offsets.length; run++) {
      int tap = run * columns;
      offsets[run] = x.extent().place(taps.row(0, tap), taps.column(0, tap));
    }
    this.together = alike() ? offsets.length : 1;
  }

  /** Whether rows of taps have equal distances; single taps that are dilated do not. */
  private boolean alike() {
    for (int run = 1; run < offsets.length; run++) {
      if (offsets[run] - offsets[run - 1] != offsets[1] - offsets[0]) {
        return false;
      }
    }
    return true;
  }

  private int blockSize() {
    return taps.count() * grouping.sources() * Kernels.BLOCK;
  }

  /** Number of elements of the gradient in the layout of {@link #place}. */
  public int size() {
    return grouping.blocks() * blockSize();
  }

  /** Position of the gradient of the weight between a lane and a channel of the other side. */
  public int place(int block, int tap, int other, int lane) {
    int deep = tap / columns * grouping.sources() + other;
    return block * blockSize() + (deep * columns + tap % columns) * Kernels.BLOCK + lane;
  }

  /** Adds what a block of the sample in the maps contributes. */
  public void sample(int block, float[] sums) {
    int down = taps.stepDown() * x.extent().rowStep();
    int gradientDown = g.extent().rowStep();
    int height = taps.gridHeight();
    int strip = Math.ceilDiv(STRIP, taps.gridWidth());
    int rowStep = offsets.length > 1 ? offsets[1] - offsets[0] : 0;
    for (int first = 0; first < height; first += strip) {
      for (int run = 0; run < offsets.length; run += together) {
        gradient()
            .add(
                x.elements,
                offsets[run] + first * down,
                rowStep,
                down,
                g.elements,
                g.extent().place(first, 0),
                gradientDown,
                Math.min(strip, height - first),
                sums,
                place(block, run * columns, 0, 0));
      }
    }
  }

  private LaneKernels.Gradient gradient() {
    LaneKernels.Gradient made = gradient;
    if (made == null) {
      Sliding window =
          new Sliding(columns, Kernels.BLOCK, x.extent().pixelStep(), taps.stepRight());
      made = kernels.lanes().gradient(window, together, grouping.sources(), taps.gridWidth());
      gradient = made;
    }
    return made;
  }
}
