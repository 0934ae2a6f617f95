package convspectrum.executor.gradient.float32;

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
      float[] tile,
      int pixels,
      int lanes) {
    int from = w;
    float[] sums = new float[pixels * lanes];
    for (int e = 0; e < offsets.length; e++) {
      Arrays.fill(sums, 0);
      for (int k = 0; k < depths[e]; k++) {
        for (int r = 0; r < pixels; r++) {
          for (int v = 0; v < Kernels.WINDOW; v++) {
            float x = map[at + offsets[e] + k + (r + v) * Kernels.BLOCK];
            for (int c = 0; c < lanes; c++) {
              sums[r * lanes + c] =
                  MultiplyAdd.of(x, weights[from + v * lanes + c], sums[r * lanes + c]);
            }
          }
        }
        from += Kernels.WINDOW * lanes;
      }
      for (int i = 0; i < sums.length; i++) {
        tile[i] += sums[i];
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
      float[] tile,
      int lanes) {
    for (int k = 0; k < Kernels.TAPS; k++) {
      for (int v = 0; v < Kernels.WINDOW; v++) {
        int row = (k * Kernels.WINDOW + v) * lanes;
        Arrays.fill(tile, row, row + lanes, 0);
        int shift = (Kernels.WINDOW - 1 - v) * Kernels.BLOCK;
        for (int i = 0; i < rows; i++) {
          for (int j = 0; j < columns; j++) {
            int pixel = (i * columns + j) * Kernels.BLOCK;
            float value = x[at + i * gap + pixel + k];
            int from = g + i * gradientGap + pixel + shift;
            for (int c = 0; c < lanes; c++) {
              tile[row + c] = MultiplyAdd.of(value, gradients[from + c], tile[row + c]);
            }
          }
        }
      }
    }
  }
}
