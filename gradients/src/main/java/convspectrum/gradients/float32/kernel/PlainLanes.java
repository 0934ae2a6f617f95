package convspectrum.gradients.float32.kernel;

import static convspectrum.gradients.float32.kernel.Kernels.BLOCK;

import convspectrum.executor.vector.kernel.LaneProduct.Sliding;
import convspectrum.gradients.batch.Grouping;
import java.util.Arrays;

/** The loops of lanes without the Vector API. */
final class PlainLanes implements LaneKernels {
  static final PlainLanes ALL = new PlainLanes();

  private PlainLanes() {}

  @Override
  public void spread(
      float[] x,
      int from,
      int channels,
      int height,
      int width,
      Grouping grouping,
      int block,
      float[] map,
      int to,
      int rowStep) {
    int used = grouping.used(block);
    spread(x, from, channels, height, width, grouping, block, map, to, rowStep, 0, used);
  }

  /** Processes the lanes from {@code first} to {@code last}, exclusive. */
  static void spread(
      float[] x,
      int from,
      int channels,
      int height,
      int width,
      Grouping grouping,
      int block,
      float[] map,
      int to,
      int rowStep,
      int first,
      int last) {
    int sources = grouping.sources();
    for (int lane = first; lane < last; lane++) {
      int source = from + grouping.firstSource(block, lane);
      for (int i = 0; i < height; i++) {
        for (int j = 0; j < width; j++) {
          int at = source + (i * width + j) * channels;
          int target = to + i * rowStep + j * sources * BLOCK + lane;
          for (int k = 0; k < sources; k++) {
            map[target + k * BLOCK] = x[at + k];
          }
        }
      }
    }
  }

  @Override
  public Row row(Sliding window, int pixels) {
    return (map, at, offsets, depth, weights, w, bias, y, to, toStep) -> {
      float[] sums = new float[BLOCK];
      for (int p = 0; p < pixels; p++) {
        System.arraycopy(bias, 0, sums, 0, BLOCK);
        int weight = w;
        for (int e = 0; e < offsets.length - 1; e++) {
          for (int k = 0; k < depth; k++) {
            int element = at + offsets[e] + k * BLOCK + p * window.stride() * window.pixel();
            for (int v = 0; v < window.columns(); v++) {
              for (int c = 0; c < BLOCK; c++) {
                sums[c] = MultiplyAdd.of(map[element + c], weights[weight + c], sums[c]);
              }
              element += window.pixel();
              weight += BLOCK;
            }
          }
        }
        System.arraycopy(sums, 0, y, to + p * toStep, BLOCK);
      }
    };
  }

  @Override
  public Gradient gradient(Sliding window, int windowRows, int depth, int pixels) {
    return (x, at, rowStep, step, g, from, gStep, rows, sums, to) -> {
      float[] made = new float[BLOCK];
      int place = to;
      for (int u = 0; u < windowRows; u++) {
        for (int k = 0; k < depth; k++) {
          for (int v = 0; v < window.columns(); v++) {
            Arrays.fill(made, 0);
            for (int i = 0; i < rows; i++) {
              int element = at + u * rowStep + i * step + v * window.pixel();
              int gradient = from + i * gStep + k * BLOCK;
              for (int j = 0; j < pixels; j++) {
                for (int c = 0; c < BLOCK; c++) {
                  made[c] = MultiplyAdd.of(x[element + c], g[gradient + c], made[c]);
                }
                element += window.stride() * window.pixel();
                gradient += depth * BLOCK;
              }
            }
            for (int c = 0; c < BLOCK; c++) {
              sums[place + c] += made[c];
            }
            place += BLOCK;
          }
        }
      }
    };
  }
}
