package convspectrum.executor.vector.step.gemm;

import convspectrum.executor.vector.code.Kernel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A row cut into tiles of at most two sizes that differ by one.
 *
 * @param wide number of tiles of the larger size
 * @param wideSize pixels in each of them
 * @param narrow number of tiles of the smaller size, after the wide ones
 * @param narrowSize pixels in each of them
 */
public record Tiles(int wide, int wideSize, int narrow, int narrowSize) {
  /** Covers {@code width} by the fewest tiles up to {@code most} pixels, nearly equal in size. */
  public static Tiles of(int width, int most) {
    int count = Math.ceilDiv(width, most);
    int size = width / count;
    int wide = width - size * count;
    return new Tiles(wide, size + 1, count - wide, size);
  }

  /** Number of pixels of the largest tile. */
  int largest() {
    return wide > 0 ? wideSize : narrowSize;
  }

  /**
   * Adjacent tiles of equal size.
   *
   * @param kernel of one tile
   * @param count number of tiles
   * @param x start of the first tile
   */
  public record Strip(Kernel kernel, int count, int x) {}

  /** Returns the row as strips, with a kernel for each tile size. */
  public List<Strip> strips(IntFunction<Kernel> kernels) {
    List<Strip> strips = new ArrayList<>();
    if (wide > 0) {
      strips.add(new Strip(kernels.apply(wideSize), wide, 0));
    }
    if (narrow > 0) {
      strips.add(new Strip(kernels.apply(narrowSize), narrow, wide * wideSize));
    }
    return List.copyOf(strips);
  }
}
