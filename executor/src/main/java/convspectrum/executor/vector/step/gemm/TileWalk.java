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
 * The ways in which tiles cover the rows of an output: along each row; down the columns, where a
 * row's width leaves tiles too small; or on from row to row, where rows lie one behind the other in
 * input and output alike.
 *
 * @param width outputs of a row
 * @param along tiles of one row
 * @param down a tile as high as its pixels, next to which stands that of the next column; null
 *     where {@code along} is as good
 * @param downPixels its pixels
 * @param onwards tiles of a line of any length; null where rows end
 */
record TileWalk(
    int width,
    List<Tiles.Strip> along,
    @Nullable Kernel down,
    int downPixels,
    @Nullable Onwards onwards) {
  /** Less is not worth another kernel. */
  private static final double LEAST_GAIN = 1.01;

  /** Tiles of two sizes that differ by one: they fill any line of so many tiles of the larger. */
  record Onwards(Kernel large, Kernel small, int largePixels) {
    /** How many tiles a line has. */
    int tiles(int pixels) {
      return Math.ceilDiv(pixels, largePixels);
    }

    /** How many of them are small. */
    int small(int pixels) {
      return tiles(pixels) * largePixels - pixels;
    }

    /** Whether the two sizes fill a line. */
    boolean fills(int pixels) {
      return small(pixels) <= tiles(pixels);
    }
  }

  /**
   * The walk over the rows of an output.
   *
   * @param tile cuts a row
   * @param vectors registers of channels of a tile
   * @param height rows
   * @param pixel distances between neighbours in a row
   * @param row distances between neighbours in a column
   * @param activation at the end
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
