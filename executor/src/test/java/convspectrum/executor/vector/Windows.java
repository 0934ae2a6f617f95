package convspectrum.executor.vector;

import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.Window;
import java.util.List;
import java.util.Random;

/** Windows of all the kernels that are tested, with strides, dilations and paddings drawn. */
final class Windows {
  /** Height and width. */
  static final List<int[]> KERNELS =
      List.of(
          new int[] {1, 1},
          new int[] {2, 2},
          new int[] {3, 3},
          new int[] {5, 5},
          new int[] {7, 7},
          new int[] {1, 7},
          new int[] {7, 1},
          new int[] {4, 6});

  static final int MOST_STRIDE = 3;
  private static final int MOST_DILATION = 2;

  private final Random random;

  Windows(long seed) {
    this.random = new Random(seed);
  }

  /** A window that fits a picture of at least 2×2 pixels. */
  Window draw(int[] kernel, int strideHeight, int strideWidth) {
    int dilationHeight = 1 + random.nextInt(MOST_DILATION);
    int dilationWidth = 1 + random.nextInt(MOST_DILATION);
    int high = dilationHeight * (kernel[0] - 1);
    int wide = dilationWidth * (kernel[1] - 1);
    // All padding together makes up for the kernel's extent; more or less of it is on either side.
    int top = random.nextInt(high + 1);
    int left = random.nextInt(wide + 1);
    Padding padding =
        new Padding(top, left, high - top + random.nextInt(2), wide - left + random.nextInt(2));
    return new Window(
        kernel[0], kernel[1], strideHeight, strideWidth, dilationHeight, dilationWidth, padding);
  }

  /** As many in both directions. */
  Window draw(int[] kernel, int stride) {
    return draw(kernel, stride, stride);
  }
}
