package convspectrum.executor.vector.step.winograd;

import static convspectrum.executor.vector.kernel.WinogradInputKernel.OUTPUTS;
import static convspectrum.executor.vector.kernel.WinogradInputKernel.POINTS;

import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.kernel.WinogradInputKernel;
import convspectrum.executor.vector.layout.CacheSizes;
import convspectrum.executor.vector.step.Memory;
import convspectrum.executor.vector.step.Share;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;

/**
 * An output cut into tiles of 4×4, and the tiles grouped into blocks whose transformed inputs and
 * products stay in the second-level cache.
 *
 * @param batch number of pictures
 * @param high number of tiles in a column
 * @param wide number of tiles in a row
 * @param blocks number of blocks of nearly equal size; at least one for each thread
 * @param inPixel distance between the transformed inputs of neighbouring tiles
 * @param outPixel distance between the products of neighbouring tiles
 */
public record WinogradTiles(int batch, int high, int wide, int blocks, int inPixel, int outPixel) {
  /** Number of points of a transformed tile. */
  static final int PLANES = POINTS * POINTS;

  private static int blockBytes(CacheSizes caches) {
    return caches.secondSixteenths(10);
  }

  /** In smaller blocks the transformed weights, read once per block, cost more than they save. */
  private static final int LEAST_BLOCK = 16;

  /**
   * Cuts an output into tiles.
   *
   * @param out its shape
   * @param inSlots slots of a pixel of the input
   * @param outSlots slots of a pixel of the output
   * @param threads number of threads that share the blocks
   */
  public static WinogradTiles of(Shape out, int inSlots, int outSlots, int threads) {
    int high = Math.ceilDiv(out.height(), OUTPUTS);
    int wide = Math.ceilDiv(out.width(), OUTPUTS);
    int tiles = Math.multiplyExact(out.batch(), high * wide);
    int inPixel = oddLines(inSlots);
    int outPixel = oddLines(outSlots);
    int fit = blockBytes(CacheSizes.here()) / (Float.BYTES * PLANES * (inPixel + outPixel));
    int blocks = Math.ceilDiv(tiles, Math.max(LEAST_BLOCK, fit));
    int shared = Math.min(tiles, Math.ceilDiv(blocks, threads) * threads);
    return new WinogradTiles(out.batch(), high, wide, shared, inPixel, outPixel);
  }

  /** Zeros around the input, because tiles at the edge are read as a whole. */
  public Padding zeros(Window window, Shape in) {
    Padding padding = window.padding();
    int overlap = POINTS - OUTPUTS;
    return new Padding(
        padding.top(),
        padding.left(),
        Math.max(0, high * OUTPUTS + overlap - padding.top() - in.height()),
        Math.max(0, wide * OUTPUTS + overlap - padding.left() - in.width()));
  }

  /** Number of scratch values for one thread. */
  public int scratch(Lanes lanes) {
    int planes = Math.addExact(inPlane(), outPlane());
    return Math.addExact(
        Math.multiplyExact(PLANES, planes), WinogradInputKernel.scratch(lanes) + Memory.ALIGNMENT);
  }

  int tiles() {
    return batch * high * wide;
  }

  /** Number of tiles of the largest block. */
  int largest() {
    return Math.ceilDiv(tiles(), blocks);
  }

  /** The first tile of a block; that of the block after the last is the number of tiles. */
  int start(int block) {
    return Share.start(tiles(), block, blocks);
  }

  int inPlane() {
    return oddLines(largest() * inPixel);
  }

  int outPlane() {
    return oddLines(largest() * outPixel);
  }

  /** Rounds up to an odd number of cache lines, since such strides use all sets of a cache. */
  private static int oddLines(int values) {
    return (Math.ceilDiv(values, Memory.ALIGNMENT) | 1) * Memory.ALIGNMENT;
  }
}
