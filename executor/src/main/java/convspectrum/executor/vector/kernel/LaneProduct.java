package convspectrum.executor.vector.kernel;

import convspectrum.executor.vector.code.Address;
import convspectrum.executor.vector.code.Emitter;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.code.RegisterTile;
import convspectrum.executor.vector.code.TileSums;

/**
 * Computes y[p][c] = bias[c] + Σₑ Σₖ Σᵥ map[at + offsets[e] + k · block + (p · stride + v) · pixel
 * + c] · weights[e][k][v][c] in one chain, e, then k below the depth, then v, ascending: a window
 * of some columns over a row of pixels whose every lane has an element of its own. A register that
 * is read serves each pixel that needs it: arrays begin anywhere, so that most registers lie in two
 * cache lines, and reading one takes the time of two multiply-adds.
 *
 * <p>Arguments: map, at, offsets (one more than there are e, which is read and not used), the depth
 * and the number of e, at least one each; weights and their start; bias and its start; y, its
 * start, the distance between its pixels; the number of consecutive tiles along the row.
 *
 * @param tile number of pixels, by one register
 * @param window columns, and distances in the map and between pixels
 */
public record LaneProduct(Lanes lanes, RegisterTile tile, Sliding window) {
  private static final int MAP = 1;
  private static final int AT = 2;
  private static final int OFFSETS = 3;
  private static final int DEPTH = 4;
  private static final int COUNT = 5;
  private static final int WEIGHTS = 6;
  private static final int WEIGHT = 7;
  private static final int BIAS = 8;
  private static final int FIRST = 9;
  private static final int Y = 10;
  private static final int TO = 11;
  private static final int TO_STEP = 12;
  private static final int TILES = 13;

  /**
   * A window of some columns.
   *
   * @param columns number of columns v
   * @param block distance between neighbouring k, and between neighbouring v of the weights
   * @param pixel distance between neighbouring columns of the map
   * @param stride columns of the map from one pixel to the next
   */
  public record Sliding(int columns, int block, int pixel, int stride) {
    /** Number of columns of the map that some pixels read. */
    public int reach(int pixels) {
      return (pixels - 1) * stride + columns;
    }

    String name() {
      return "w" + columns + "s" + stride + "p" + pixel;
    }
  }

  /** Returns the code as the only method of an interface with the arguments above. */
  public <K> K code(Class<K> type) {
    return Emitter.kernel(type, tile.name("LaneProduct") + window.name(), lanes, this::write);
  }

  private void write(Emitter emit) {
    TileSums sums = new TileSums(emit, tile, window.columns());
    int count = emit.integer(code -> code.iload(COUNT).iload(DEPTH).imul());
    emit.loop(
        TILES,
        _ -> {
          sums.each((_, _, sum) -> emit.load(sum, Address.of(BIAS, FIRST, 0)));
          int e = emit.zero();
          int at = emit.integer(code -> code.aload(OFFSETS).iload(e).iaload().iload(AT).iadd());
          int left = emit.copy(DEPTH);
          int weight = emit.copy(WEIGHT);
          // One loop over all e, or sums would go to memory and back at the end of each.
          emit.repeat(
              count,
              _ -> {
                slide(sums, at, weight);
                emit.increase(at, window.block());
                emit.increase(weight, window.columns() * window.block());
                emit.increase(left, -1);
                emit.ifZero(
                    left,
                    () -> {
                      emit.increase(e, 1);
                      emit.assign(
                          at, code -> code.aload(OFFSETS).iload(e).iaload().iload(AT).iadd());
                      emit.assign(left, code -> code.iload(DEPTH));
                    });
              });
          sums.each((p, _, sum) -> {
            int to = emit.scaled(TO_STEP, p, TO);
            emit.store(sum, Address.of(Y, to, 0));
          });
          emit.increase(AT, tile.pixels() * window.stride() * window.pixel());
          emit.increase(TO, TO_STEP, tile.pixels());
        });
  }

  private void slide(TileSums sums, int at, int weight) {
    for (int v = 0; v < window.columns(); v++) {
      sums.factor(v, Address.of(WEIGHTS, weight, v * window.block()));
    }
    for (int x = 0; x < window.reach(tile.pixels()); x++) {
      boolean read = false;
      for (int p = 0; p < tile.pixels(); p++) {
        int v = x - p * window.stride();
        if (v >= 0 && v < window.columns()) {
          if (!read) {
            sums.take(Address.of(MAP, at, x * window.pixel()));
            read = true;
          }
          sums.add(p, v);
        }
      }
    }
  }
}
