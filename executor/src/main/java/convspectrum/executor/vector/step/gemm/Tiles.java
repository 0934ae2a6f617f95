package convspectrum.executor.vector.step.gemm;

import convspectrum.executor.vector.code.Kernel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A row cut into tiles of at most two sizes that differ by one.
 *
 * @param wide tiles of the larger size
 * @param wideSize pixels in each of them
 * @param narrow tiles of the smaller size, after the wide ones
 * @param narrowSize pixels in each of them
 */
public record Tiles(int wide, int wideSize, int narrow, int narrowSize) {
  /** As few tiles of at most {@code most} pixels as cover {@code width}, as equal as can be. */
  public static Tiles of(int width, int most) {
    int count = Math.ceilDiv(width, most);
    int size = width / count;
    int wide = width - size * count;
    return new Tiles(wide, size + 1, count - wide, size);
  }

  /** Pixels of the largest tile. */
  int largest() {
    return wide > 0 ? wideSize : narrowSize;
  }

  /**
   * Equal tiles next to each other.
   *
   * @param kernel of one tile
   * @param count of tiles
   * @param x where the first starts
   */
  public record Strip(Kernel kernel, int count, int x) {}

  /** The row as strips, with a kernel for each size of tile. */
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
