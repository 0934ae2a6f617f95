package convspectrum.executor.vector.kernel;

import convspectrum.executor.vector.code.Address;
import convspectrum.executor.vector.code.Emitter;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.code.RegisterTile;
import convspectrum.executor.vector.code.TileSums;
import convspectrum.executor.vector.kernel.LaneProduct.Sliding;

/**
 * Computes sums[u][k][v][c] += Σᵢ Σⱼ x[i][u][j · stride + v][c] · gradients[i][j][k][c] with i,
 * then j, ascending: the gradient of the weights of a window whose every lane has an element of its
 * own.
 *
 * <p>Arguments: x, its start, the distance between neighbouring u, between neighbouring i;
 * gradients, their start, the distance between neighbouring i; the numbers of i and of j, at least
 * one; the sums, their start, the distance between those of neighbouring u; an array with room for
 * one register, which is overwritten.
 *
 * @param rows number of u, 1 if there are several k
 * @param depth number of k
 * @param pixels number of j that are computed together; it divides the number of j
 * @param window number of v, and distances in x; k have the distance of a block
 * @param step distance between neighbouring j of gradients
 */
public record LaneGradient(Lanes lanes, int rows, int depth, int pixels, Sliding window, int step) {
  private static final int X = 1;
  private static final int AT = 2;
  private static final int ROW_STEP = 3;
  private static final int STEP = 4;
  private static final int G = 5;
  private static final int FROM = 6;
  private static final int G_STEP = 7;
  private static final int ROWS = 8;
  private static final int COLUMNS = 9;
  private static final int SUMS = 10;
  private static final int TO = 11;
  private static final int TO_STEP = 12;
  private static final int FENCE = 13;

  /** Number of registers that are live at a time; fences between k, or between u, see to it. */
  public static int registers(int rows, int depth, int pixels, Sliding window) {
    return rows * depth * window.columns() + pixels + window.reach(pixels);
  }

  /** Returns the code as the only method of an interface with the arguments above. */
  public <K> K code(Class<K> type) {
    String name = "LaneGradient" + rows + "x" + depth + "x" + pixels + window.name() + "g" + step;
    return Emitter.kernel(type, name, lanes, this::write);
  }

  private void write(Emitter emit) {
    int columns = window.columns();
    int count = rows * depth * columns;
    RegisterTile tile = new RegisterTile(count, 1, count);
    TileSums sums = new TileSums(emit, tile, depth == 1 ? pixels : window.reach(pixels));
    sums.clear();
    int start = emit.zero();
    int[] at = new int[rows];
    int[] row = new int[rows];
    for (int u = 0; u < rows; u++) {
      at[u] = emit.scaled(ROW_STEP, u, AT);
      row[u] = emit.copy(at[u]);
    }
    int from = emit.copy(FROM);
    int per = emit.integer(code -> code.iload(COLUMNS).loadConstant(pixels).idiv());
    int steps = emit.integer(code -> code.iload(ROWS).iload(per).imul());
    int left = emit.copy(per);
    emit.repeat(
        steps,
        _ -> {
          Address fence = Address.of(FENCE, start, 0);
          if (depth == 1) {
            holdGradients(sums, at, from, fence);
          } else {
            holdElements(sums, at[0], from, fence);
          }
          for (int place : at) {
            emit.increase(place, pixels * window.stride() * window.pixel());
          }
          emit.increase(from, pixels * step);
          emit.increase(left, -1);
          emit.ifZero(
              left,
              () -> {
                emit.assign(left, code -> code.iload(per));
                for (int u = 0; u < rows; u++) {
                  int next = row[u];
                  emit.increase(next, STEP, 1);
                  emit.assign(at[u], code -> code.iload(next));
                }
                emit.increase(FROM, G_STEP, 1);
                emit.assign(from, code -> code.iload(FROM));
              });
        });
    int ofRow = depth * columns;
    for (int u = 0; u < rows; u++) {
      int to = emit.scaled(TO_STEP, u, TO);
      int first = u * ofRow;
      sums.each((s, _, sum) -> {
        if (s >= first && s < first + ofRow) {
          sums.addTo(Address.of(SUMS, to, (s - first) * window.block()), sum);
        }
      });
    }
  }

  /** Keeps the gradients of some pixels for all rows of the window. */
  private void holdGradients(TileSums sums, int[] at, int from, Address fence) {
    for (int p = 0; p < pixels; p++) {
      sums.factor(p, Address.of(G, from, p * step));
    }
    for (int u = 0; u < at.length; u++) {
      int first = u * window.columns();
      for (int x = 0; x < window.reach(pixels); x++) {
        boolean read = false;
        for (int p = 0; p < pixels; p++) {
          int v = x - p * window.stride();
          if (v >= 0 && v < window.columns()) {
            if (!read) {
              sums.take(Address.of(X, at[u], x * window.pixel()));
              read = true;
            }
            sums.add(first + v, p);
          }
        }
      }
      if (u + 1 < at.length) {
        sums.fence(first, fence);
      }
    }
  }

  /** Keeps what some pixels read for all k. */
  private void holdElements(TileSums sums, int at, int from, Address fence) {
    for (int x = 0; x < window.reach(pixels); x++) {
      sums.factor(x, Address.of(X, at, x * window.pixel()));
    }
    for (int k = 0; k < depth; k++) {
      int first = k * window.columns();
      for (int p = 0; p < pixels; p++) {
        sums.take(Address.of(G, from, p * step + k * window.block()));
        for (int v = 0; v < window.columns(); v++) {
          sums.add(first + v, p * window.stride() + v);
        }
      }
      if (k + 1 < depth) {
        sums.fence(first, fence);
      }
    }
  }
}
