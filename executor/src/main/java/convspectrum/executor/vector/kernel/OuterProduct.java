package convspectrum.executor.vector.kernel;

import convspectrum.executor.vector.code.Address;
import convspectrum.executor.vector.code.Emitter;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.code.RegisterTile;
import convspectrum.executor.vector.code.TileSums;

/**
 * Computes sums[r][c] += Σₚ x[p][r] · g[p][c] with p ascending, for rows of x and g at any
 * distance: a tile of r by registers of c, and more such tiles below each other.
 *
 * <p>Arguments: x, the start of its first row, the distance between its rows; the number of p, at
 * least one; g, the start of its first row, the distance between its rows; sums and their start; an
 * array with room for one register, which is overwritten; the number of tiles.
 *
 * @param tile number of r and of registers of c; sums has no more columns
 */
public record OuterProduct(Lanes lanes, RegisterTile tile) {
  private static final int X = 1;
  private static final int AT = 2;
  private static final int STEP = 3;
  private static final int ROWS = 4;
  private static final int G = 5;
  private static final int FROM = 6;
  private static final int G_STEP = 7;
  private static final int SUMS = 8;
  private static final int TO = 9;
  private static final int FENCE = 10;
  private static final int TILES = 11;

  /** Returns the code as the only method of an interface with the arguments above. */
  public <K> K code(Class<K> type) {
    return Emitter.kernel(type, tile.name("OuterProduct"), lanes, this::write);
  }

  private void write(Emitter emit) {
    int width = tile.vectors() * emit.lanes();
    TileSums sums = new TileSums(emit, tile);
    int start = emit.zero();
    emit.loop(
        TILES,
        _ -> {
          sums.clear();
          int x = emit.copy(AT);
          int g = emit.copy(FROM);
          emit.repeat(
              ROWS,
              _ -> {
                for (int v = 0; v < tile.vectors(); v++) {
                  sums.factor(v, Address.of(G, g, v * emit.lanes()));
                }
                sums.addAll(r -> Address.of(X, x, r), Address.of(FENCE, start, 0));
                emit.increase(x, STEP, 1);
                emit.increase(g, G_STEP, 1);
              });
          sums.each(
              (r, v, sum) -> sums.addTo(Address.of(SUMS, TO, r * width + v * emit.lanes()), sum));
          emit.increase(AT, tile.pixels());
          emit.increase(TO, tile.pixels() * width);
        });
  }
}
