package convspectrum.executor.vector.kernel;

import convspectrum.executor.vector.code.Address;
import convspectrum.executor.vector.code.Emitter;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.code.RegisterTile;
import convspectrum.executor.vector.code.TileSums;

/**
 * Computes tile[p][c] += Σₑ (Σₖ Σᵥ map[at + offsets[e] + k + (p + v) · block] ·
 * weights[e][k][v][c]): a window of some columns over a row of pixels at distance {@code block}.
 * The sum for each e, k below depths[e] (at least one), then v, ascending, is added as a whole.
 *
 * <p>Arguments: map, at, offsets, depths, the number of e; weights and their start; the tile and
 * its start; an array with room for one register, which is overwritten; the number of consecutive
 * tiles along the row.
 *
 * @param tile number of pixels and of registers of c
 * @param columns number of columns of the window
 * @param block distance between pixels, between rows of weights, and between rows of the tile
 * @param slides whether an element is read once for all columns of the window, which needs
 *     registers for the weights of all; else columns take turns and read elements again
 */
public record WindowProduct(
    Lanes lanes, RegisterTile tile, int columns, int block, boolean slides) {
  private static final int MAP = 1;
  private static final int AT = 2;
  private static final int OFFSETS = 3;
  private static final int DEPTHS = 4;
  private static final int COUNT = 5;
  private static final int WEIGHTS = 6;
  private static final int WEIGHT = 7;
  private static final int TILE = 8;
  private static final int TO = 9;
  private static final int FENCE = 10;
  private static final int TILES = 11;

  /** Returns the code as the only method of an interface with the arguments above. */
  public <K> K code(Class<K> type) {
    return Emitter.kernel(type, tile.name("WindowProduct"), lanes, this::write);
  }

  private void write(Emitter emit) {
    TileSums sums = new TileSums(emit, tile, (slides ? columns : 1) * tile.vectors());
    int start = emit.zero();
    emit.loop(
        TILES,
        _ -> {
          int weight = emit.copy(WEIGHT);
          emit.loop(
              COUNT,
              e -> {
                int at =
                    emit.integer(code -> code.aload(OFFSETS).iload(e).iaload().iload(AT).iadd());
                int depth = emit.integer(code -> code.aload(DEPTHS).iload(e).iaload());
                sums.clear();
                emit.repeat(
                    depth,
                    _ -> {
                      if (slides) {
                        slide(emit, sums, at, weight);
                      } else {
                        turns(emit, sums, at, weight, Address.of(FENCE, start, 0));
                      }
                      emit.increase(at, 1);
                      emit.increase(weight, columns * block);
                    });
                sums.each((p, v, sum) ->
                    sums.addTo(Address.of(TILE, TO, p * block + v * emit.lanes()), sum));
              });
          emit.increase(AT, tile.pixels() * block);
          emit.increase(TO, tile.pixels() * block);
        });
  }

  private void turns(Emitter emit, TileSums sums, int at, int weight, Address fence) {
    for (int v = 0; v < columns; v++) {
      if (v > 0) {
        sums.fence(tile.pixels() - 1, fence);
      }
      for (int f = 0; f < tile.vectors(); f++) {
        sums.factor(f, Address.of(WEIGHTS, weight, v * block + f * emit.lanes()));
      }
      int column = v;
      sums.addAll(p -> Address.of(MAP, at, (p + column) * block), fence);
    }
  }

  private void slide(Emitter emit, TileSums sums, int at, int weight) {
    for (int v = 0; v < columns; v++) {
      for (int f = 0; f < tile.vectors(); f++) {
        Address from = Address.of(WEIGHTS, weight, v * block + f * emit.lanes());
        sums.factor(v * tile.vectors() + f, from);
      }
    }
    for (int x = 0; x < tile.pixels() + columns - 1; x++) {
      sums.read(Address.of(MAP, at, x * block));
      for (int p = Math.max(0, x - columns + 1); p <= Math.min(x, tile.pixels() - 1); p++) {
        sums.add(p, (x - p) * tile.vectors());
      }
    }
  }
}
