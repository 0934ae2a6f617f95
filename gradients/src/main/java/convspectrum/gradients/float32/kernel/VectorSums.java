package convspectrum.gradients.float32.kernel;

import static convspectrum.gradients.float32.kernel.VectorKernels.LANES;
import static convspectrum.gradients.float32.kernel.VectorKernels.SPECIES;
import static convspectrum.gradients.float32.kernel.VectorKernels.vector;

import java.util.Arrays;

/**
 * The kernels that add arrays: {@link Kernels#add}, {@link Kernels#sum} and {@link
 * Kernels#sumRows}.
 */
final class VectorSums {
  private VectorSums() {}

  static void add(float[] x, float[] y, int to, int size) {
    int whole = SPECIES.loopBound(size);
    for (int i = 0; i < whole; i += LANES) {
      vector(y, to + i).add(vector(x, i)).intoArray(y, to + i);
    }
    PlainKernels.add(x, y, to, whole, size);
  }

  static void sum(float[][] terms, int size, float[] y) {
    int whole = SPECIES.loopBound(size);
    // Works piece by piece, so that the sums stay in the cache.
    for (int from = 0; from < whole; from += VectorKernels.PIECE) {
      int end = Math.min(from + VectorKernels.PIECE, whole);
      pair(terms[0], terms[1], from, end, y);
      for (int k = 2; k < terms.length; k++) {
        pair(y, terms[k], from, end, y);
      }
    }
    PlainKernels.sum(terms, whole, size, y);
  }

  private static void pair(float[] a, float[] b, int from, int end, float[] y) {
    for (int i = from; i < end; i += LANES) {
      vector(a, i).add(vector(b, i)).intoArray(y, i);
    }
  }

  static void sumRows(
      float[] x, int[] starts, int count, int size, float[] factors, float[] y, int to) {
    int whole = SPECIES.loopBound(size);
    switch (count) {
      case 0 -> Arrays.fill(y, to, to + whole, 0);
      case 1 -> VectorKernels.copy(x, starts[0], y, to, whole);
      case 2 -> twoRows(x, starts[0], starts[1], whole, y, to);
      default -> {
        threeRows(x, starts[0], starts[1], starts[2], whole, y, to);
        for (int k = 3; k < count; k++) {
          addRow(x, starts[k], whole, y, to);
        }
      }
    }
    if (factors.length > 0) {
      for (int i = 0; i < whole; i += LANES) {
        vector(y, to + i).mul(vector(factors, i)).intoArray(y, to + i);
      }
    }
    if (whole < size) {
      PlainKernels.sumRows(x, starts, count, whole, size, factors, y, to);
    }
  }

  private static void twoRows(float[] x, int a, int b, int size, float[] y, int to) {
    for (int i = 0; i < size; i += LANES) {
      vector(x, a + i).add(vector(x, b + i)).intoArray(y, to + i);
    }
  }

  private static void threeRows(float[] x, int a, int b, int c, int size, float[] y, int to) {
    for (int i = 0; i < size; i += LANES) {
      vector(x, a + i).add(vector(x, b + i)).add(vector(x, c + i)).intoArray(y, to + i);
    }
  }

  private static void addRow(float[] x, int a, int size, float[] y, int to) {
    for (int i = 0; i < size; i += LANES) {
      vector(y, to + i).add(vector(x, a + i)).intoArray(y, to + i);
    }
  }
}
