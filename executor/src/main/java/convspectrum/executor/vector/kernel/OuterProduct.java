package convspectrum.executor.vector.kernel;

import convspectrum.executor.vector.code.Address;
import convspectrum.executor.vector.code.Emitter;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.code.RegisterTile;
import convspectrum.executor.vector.code.TileSums;

/**
 * sums[r][c] += Σₚ x[p][r] · g[p][c], p rising, for rows of x and g that lie any distance apart: a
 * tile of r by registers of c, and more of them one below the other.
 *
 * <p>Arguments: x, where its first row starts, from one row to the next; how many p there are, one
 * at least; g, where its first row starts, from one row to the next; sums, and where they start; an
 * array with room for a register, which is written; how many tiles there are.
 *
 * @param tile values of r, and registers of c; sums has no more columns
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

  /** The code, as the one method of an interface with the arguments above. */
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
