package convspectrum.executor.vector.kernel;

import convspectrum.executor.vector.code.Address;
import convspectrum.executor.vector.code.Emitter;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.code.RegisterTile;
import convspectrum.executor.vector.code.TileSums;

/**
 * Computes y[r][c] = Σₖ x[r][k] · w[k][c] with k ascending, or y[r][c] += that, for rows at any
 * distance: a tile of rows by registers of columns, and more such tiles below each other.
 *
 * <p>Arguments: x, the start of its first row, the distance between its rows; the number of k, at
 * least one; w and its start; y, the start of its first row, the distance between its rows; the
 * number of tiles.
 *
 * @param tile number of rows and of registers of columns; w has no more columns
 * @param adds whether the sums begin with what is in y
 */
public record MatrixProduct(Lanes lanes, RegisterTile tile, boolean adds) {
  private static final int X = 1;
  private static final int AT = 2;
  private static final int STEP = 3;
  private static final int DEPTH = 4;
  private static final int WEIGHTS = 5;
  private static final int WEIGHT = 6;
  private static final int Y = 7;
  private static final int TO = 8;
  private static final int TO_STEP = 9;
  private static final int TILES = 10;

  /** Returns the code as the only method of an interface with the arguments above. */
  public <K> K code(Class<K> type) {
    return Emitter.kernel(
        type, tile.name(adds ? "MatrixProductAdded" : "MatrixProduct"), lanes, this::write);
  }

  private void write(Emitter emit) {
    int size = emit.lanes();
    TileSums sums = new TileSums(emit, tile);
    emit.loop(
        TILES,
        _ -> {
          int[] x = rows(emit, AT, STEP);
          int[] y = rows(emit, TO, TO_STEP);
          if (adds) {
            sums.each((r, v, sum) -> emit.load(sum, Address.of(Y, y[r], v * size)));
          } else {
            sums.clear();
          }
          emit.repeat(
              DEPTH,
              k -> {
                int weight = emit.scaled(k, tile.vectors() * size, WEIGHT);
                for (int v = 0; v < tile.vectors(); v++) {
                  sums.factor(v, Address.of(WEIGHTS, weight, v * size));
                }
                sums.addAll(r -> new Address(X, x[r], k, 0), Address.of(Y, y[0], 0));
              });
          sums.each((r, v, sum) -> emit.store(sum, Address.of(Y, y[r], v * size)));
          emit.increase(AT, STEP, tile.pixels());
          emit.increase(TO, TO_STEP, tile.pixels());
        });
  }

  /** Creates variables with the start positions of rows. */
  private int[] rows(Emitter emit, int first, int step) {
    int[] places = new int[tile.pixels()];
    for (int r = 0; r < places.length; r++) {
      places[r] = emit.scaled(step, r, first);
    }
    return places;
  }
}
