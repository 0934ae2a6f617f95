package convspectrum.executor.vector.step;

import convspectrum.executor.vector.code.Lanes;

/**
 * Pixels by registers of output channels that a kernel keeps in registers.
 *
 * @param width pixels of a row of outputs
 * @param vectors at most so many registers of channels
 * @param lanes of a register
 */
public record GemmTile(int width, int vectors, Lanes lanes) {
  /** Below so many products to a sum, stores count more than loads of weights. */
  private static final int LEAST_DEPTH = 64;

  /**
   * The tile for rows of {@code width} outputs that are sums of {@code depth} products each. Four
   * registers of channels write whole cache lines next to each other, which the hardware foresees;
   * where a row can't be cut so that most sums are in use, fewer.
   */
  static GemmTile of(int width, long depth, Lanes lanes) {
    boolean many = lanes.registers() > 16;
    if (width == 1) {
      return new GemmTile(1, many ? 8 : 4, lanes);
    }
    if (many && depth >= LEAST_DEPTH) {
      GemmTile four = new GemmTile(width, 4, lanes);
      Tiles row = four.row(4);
      if (width * 4 >= 18 * (row.wide() + row.narrow())) {
        return four;
      }
    }
    return new GemmTile(width, width <= 7 ? 3 : 2, lanes);
  }

  /** A row cut into tiles for so many registers of channels. */
  Tiles row(int vectors) {
    boolean many = lanes.registers() > 16;
    int most = Math.min((lanes.registers() - 1 - vectors) / vectors, many ? 12 : 6);
    if (many && vectors == 3) {
      most = 7; // with more sums the compiler spills
    } else if (vectors == 2 && width % 8 == 0 && width >= 56) {
      most = Math.min(most, 8);
    }
    return Tiles.of(width, Math.clamp(most, 1, width));
  }
}
