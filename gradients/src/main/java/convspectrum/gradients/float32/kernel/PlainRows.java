package convspectrum.gradients.float32.kernel;

import static convspectrum.gradients.float32.kernel.Kernels.BLOCK;
import static convspectrum.gradients.float32.kernel.Kernels.WINDOW;

import java.util.Arrays;

/** The products of {@link PlainKernels} for windows three wide. */
final class PlainRows {
  private PlainRows() {}

  static void rows(
      float[] map,
      int at,
      int[] offsets,
      int[] depths,
      float[] weights,
      int w,
      float[] row,
      int pixels) {
    int from = w;
    float[] sums = new float[pixels * BLOCK];
    for (int e = 0; e < offsets.length; e++) {
      Arrays.fill(sums, 0);
      for (int k = 0; k < depths[e]; k++) {
        for (int r = 0; r < pixels; r++) {
          for (int v = 0; v < WINDOW; v++) {
            float x = map[at + offsets[e] + k + (r + v) * BLOCK];
            for (int c = 0; c < BLOCK; c++) {
              sums[r * BLOCK + c] =
                  MultiplyAdd.of(x, weights[from + v * BLOCK + c], sums[r * BLOCK + c]);
            }
          }
        }
        from += WINDOW * BLOCK;
      }
      for (int i = 0; i < sums.length; i++) {
        row[i] += sums[i];
      }
    }
  }

  static void rowGradient(
      float[] x,
      int at,
      int gap,
      float[] gradients,
      int g,
      int gradientGap,
      int rows,
      int columns,
      float[] sums,
      int to,
      int channels) {
    float[] made = new float[BLOCK];
    for (int k = 0; k < channels; k++) {
      for (int v = 0; v < WINDOW; v++) {
        Arrays.fill(made, 0);
        int shift = (WINDOW - 1 - v) * BLOCK;
        for (int i = 0; i < rows; i++) {
          for (int j = 0; j < columns; j++) {
            int pixel = (i * columns + j) * BLOCK;
            float value = x[at + i * gap + pixel + k];
            int from = g + i * gradientGap + pixel + shift;
            for (int c = 0; c < BLOCK; c++) {
              made[c] = MultiplyAdd.of(value, gradients[from + c], made[c]);
            }
          }
        }
        for (int c = 0; c < BLOCK; c++) {
          sums[to + (k * WINDOW + v) * BLOCK + c] += made[c];
        }
      }
    }
  }
}
