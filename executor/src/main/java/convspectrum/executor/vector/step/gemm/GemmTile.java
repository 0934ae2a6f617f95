package convspectrum.executor.vector.step.gemm;

import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.code.RegisterTile;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses the number of registers of output channels of a tile of {@link
 * convspectrum.executor.vector.kernel.GemmKernel}, for rows of some width.
 *
 * @param width pixels of a row of outputs
 * @param vectors largest number of registers of channels
 * @param lanes the registers
 */
public record GemmTile(int width, int vectors, Lanes lanes) {
  /** With fewer products in a sum, stores count more than loads of weights. */
  private static final int LEAST_DEPTH = 64;

  /**
   * Returns the tile for rows of {@code width} outputs that are sums of {@code depth} products
   * each. Four registers of channels write adjacent whole cache lines, which the hardware
   * prefetches; if a row cannot be cut so that most sums are in use, there are fewer. With 16
   * registers, two give the tile with the most sums.
   */
  static GemmTile of(int width, long depth, Lanes lanes) {
    boolean many = lanes.registers() > 16;
    if (width == 1) {
      return new GemmTile(1, many ? 8 : 4, lanes);
    }
    if (!many) {
      return new GemmTile(width, 2, lanes);
    }
    if (depth >= LEAST_DEPTH) {
      Tiles row = new GemmTile(width, 4, lanes).row(4);
      if (width * 4 >= 18 * (row.wide() + row.narrow())) {
        return new GemmTile(width, 4, lanes);
      }
    }
    return new GemmTile(width, width <= 7 ? 3 : 2, lanes);
  }

  /** Cuts the registers of an output's channels into blocks. */
  List<Integer> blocks(int registers) {
    List<Integer> blocks = new ArrayList<>();
    for (int left = registers; left > 0; left -= blocks.getLast()) {
      boolean three = left == 3 && vectors == 2 && cost(3) < cost(2) + cost(1);
      blocks.add(three ? 3 : Math.min(vectors, left));
    }
    return blocks;
  }

  /** Time of one output of a row, in the unit of {@link RegisterTile#cost}. */
  double cost(int vectors) {
    Tiles row = row(vectors);
    double wide = row.wide() * RegisterTile.of(row.wideSize(), vectors, lanes).cost();
    double narrow = row.narrow() * RegisterTile.of(row.narrowSize(), vectors, lanes).cost();
    return (wide + narrow) / width;
  }

  /** Cuts a row into tiles for this number of registers of channels. */
  Tiles row(int vectors) {
    int most = RegisterTile.mostPixels(vectors, lanes);
    if (lanes.registers() > 16 && vectors == 2 && width % 8 == 0 && width >= 56) {
      most = Math.min(most, 8);
    }
    return Tiles.of(width, Math.clamp(most, 1, width));
  }
}
