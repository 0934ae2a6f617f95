package convspectrum.executor.vector.kernel;

import convspectrum.executor.vector.code.Address;
import convspectrum.executor.vector.code.Emitter;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.code.RegisterTile;
import convspectrum.executor.vector.code.TileSums;

/**
 * Computes sums[k][v][c] += Σᵢ Σⱼ x[i][j][k] · gradients[i][j + last − v][c] with i, then j,
 * ascending: for a window of some columns v over pixels at distance {@code block}.
 *
 * <p>Arguments: x and its start, the gap between the end of a row i and the next; gradients and
 * their start for the last v, the gap between rows; the numbers of i and of j, at least one; the
 * sums and their start; an array with room for one register, which is overwritten.
 *
 * @param tile number of k and of registers: those of c for each v
 * @param columns number of v that are summed together, the last v first
 * @param block distance between pixels, and between neighbouring v of the sums
 * @param step distance between neighbouring k of the sums
 */
public record WindowGradient(Lanes lanes, RegisterTile tile, int columns, int block, int step) {
  private static final int X = 1;
  private static final int AT = 2;
  private static final int GAP = 3;
  private static final int G = 4;
  private static final int FROM = 5;
  private static final int G_GAP = 6;
  private static final int ROWS = 7;
  private static final int COLUMNS = 8;
  private static final int SUMS = 9;
  private static final int TO = 10;
  private static final int FENCE = 11;

  /** Returns the code as the only method of an interface with the arguments above. */
  public <K> K code(Class<K> type) {
    return Emitter.kernel(type, tile.name("WindowGradient"), lanes, this::write);
  }

  private void write(Emitter emit) {
    int vectors = tile.vectors() / columns;
    TileSums sums = new TileSums(emit, tile);
    sums.clear();
    int start = emit.zero();
    int pixels = emit.integer(code -> code.iload(ROWS).iload(COLUMNS).imul());
    int left = emit.copy(COLUMNS);
    // One loop over all rows, or sums would go to memory and back at the end of each.
    emit.repeat(
        pixels,
        _ -> {
          for (int f = 0; f < tile.vectors(); f++) {
            int before = columns - 1 - f / vectors;
            int place = before * block + f % vectors * emit.lanes();
            sums.factor(f, Address.of(G, FROM, place));
          }
          sums.addAll(k -> Address.of(X, AT, k), Address.of(FENCE, start, 0));
          emit.increase(AT, block);
          emit.increase(FROM, block);
          emit.increase(left, -1);
          emit.ifZero(
              left,
              () -> {
                emit.assign(left, code -> code.iload(COLUMNS));
                emit.increase(AT, GAP, 1);
                emit.increase(FROM, G_GAP, 1);
              });
        });
    sums.each((k, f, sum) -> {
      int place = k * step + f / vectors * block + f % vectors * emit.lanes();
      sums.addTo(Address.of(SUMS, TO, place), sum);
    });
  }
}
