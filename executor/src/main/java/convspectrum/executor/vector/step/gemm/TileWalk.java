package convspectrum.executor.vector.step.gemm;

import convspectrum.executor.vector.code.Kernel;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.code.RegisterTile;
import convspectrum.executor.vector.kernel.GemmKernel;
import convspectrum.executor.vector.kernel.GemmKernel.Distances;
import convspectrum.spec.graph.Op;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses how tiles cover the rows of an output: along each row; down the columns, if a row's width
 * makes tiles too small; or across rows, if rows are adjacent in input and output.
 *
 * @param width number of outputs of a row
 * @param along tiles of one row
 * @param down a tile that is as high as its number of pixels, and beside it the tile of the next
 *     column; null if {@code along} is as good
 * @param downPixels number of its pixels
 * @param onwards tiles of a line of any length; null if they must stop at the end of a row
 */
record TileWalk(
    int width,
    List<Tiles.Strip> along,
    @Nullable Kernel down,
    int downPixels,
    @Nullable Onwards onwards) {
  /** Smallest gain that is worth another kernel. */
  private static final double LEAST_GAIN = 1.01;

  /** Tiles of two sizes that differ by one, which fill any line that is long enough. */
  record Onwards(Kernel large, Kernel small, int largePixels) {
    /** Number of tiles of a line. */
    int tiles(int pixels) {
      return Math.ceilDiv(pixels, largePixels);
    }

    /** Number of the small tiles among them. */
    int small(int pixels) {
      return tiles(pixels) * largePixels - pixels;
    }

    /** Whether the two sizes fill a line. */
    boolean fills(int pixels) {
      return small(pixels) <= tiles(pixels);
    }
  }

  /**
   * Chooses the walk over the rows of an output.
   *
   * @param tile cuts a row
   * @param vectors registers of channels of a tile
   * @param height number of rows
   * @param pixel distances between neighbours in a row
   * @param row distances between neighbours in a column
   * @param activation function that is applied last
   */
  static TileWalk of(
      GemmTile tile,
      int vectors,
      int height,
      boolean single,
      Distances pixel,
      Distances row,
      Optional<Op.Activation> activation) {
    Lanes lanes = tile.lanes();
    int width = tile.width();
    List<Tiles.Strip> along =
        tile.row(vectors)
            .strips(pixels ->
                GemmKernel.along(
                        lanes, RegisterTile.of(pixels, vectors, lanes), single, pixel, activation)
                    .kernel());
    int most = RegisterTile.mostPixels(vectors, lanes);
    RegisterTile full = RegisterTile.of(most, vectors, lanes);
    boolean enough = width == 1 || tile.cost(vectors) < LEAST_GAIN * full.cost() / most;
    if (!enough && height > 1 && row.equals(pixel.times(width))) {
      RegisterTile less = RegisterTile.of(Math.max(1, most - 1), vectors, lanes);
      return new TileWalk(
          width,
          along,
          null,
          0,
          new Onwards(
              GemmKernel.along(lanes, full, single, pixel, activation).kernel(),
              GemmKernel.along(lanes, less, single, pixel, activation).kernel(),
              most));
    }
    if (!enough && height >= most) {
      Kernel down = new GemmKernel(lanes, full, single, row, pixel, activation).kernel();
      return new TileWalk(width, along, down, most, null);
    }
    return new TileWalk(width, along, null, 0, null);
  }
}
