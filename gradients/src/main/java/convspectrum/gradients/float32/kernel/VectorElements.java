package convspectrum.gradients.float32.kernel;

import static convspectrum.gradients.float32.kernel.VectorKernels.LANES;
import static convspectrum.gradients.float32.kernel.VectorKernels.SPECIES;
import static convspectrum.gradients.float32.kernel.VectorKernels.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** The loops of elements in the Vector API. */
final class VectorElements implements ElementKernels {
  static final VectorElements ALL = new VectorElements();

  private VectorElements() {}

  @Override
  public void add(float[] x, float[] y, int to, int size) {
    int whole = SPECIES.loopBound(size);
    for (int i = 0; i < whole; i += LANES) {
      vector(y, to + i).add(vector(x, i)).intoArray(y, to + i);
    }
    new PlainElements(whole).add(x, y, to, size);
  }

  @Override
  public void sum(float[][] terms, int size, float[] y) {
    int whole = SPECIES.loopBound(size);
    // Works piece by piece, so that the sums stay in the cache.
    for (int from = 0; from < whole; from += VectorKernels.PIECE) {
      int end = Math.min(from + VectorKernels.PIECE, whole);
      pair(terms[0], terms[1], from, end, y);
      for (int k = 2; k < terms.length; k++) {
        pair(y, terms[k], from, end, y);
      }
    }
    new PlainElements(whole).sum(terms, size, y);
  }

  private static void pair(float[] a, float[] b, int from, int end, float[] y) {
    for (int i = from; i < end; i += LANES) {
      vector(a, i).add(vector(b, i)).intoArray(y, i);
    }
  }

  @Override
  public void sumRows(
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
      new PlainElements(whole).sumRows(x, starts, count, size, factors, y, to);
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

  @Override
  public void rectify(float[] x, float bound, int size, float[] y) {
    int whole = SPECIES.loopBound(size);
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector most = FloatVector.broadcast(SPECIES, bound);
    for (int i = 0; i < whole; i += LANES) {
      vector(x, i).max(zero).min(most).intoArray(y, i);
    }
    new PlainElements(whole).rectify(x, bound, size, y);
  }

  @Override
  public void rectifyGradient(
      float[] y, float bound, float[] g, int size, boolean adds, float[] dx) {
    int whole = SPECIES.loopBound(size);
    // Two loops, because a variable with one of two vectors would be an object.
    if (adds) {
      for (int i = 0; i < whole; i += LANES) {
        vector(dx, i).add(passed(y, bound, g, i)).intoArray(dx, i);
      }
    } else {
      for (int i = 0; i < whole; i += LANES) {
        passed(y, bound, g, i).intoArray(dx, i);
      }
    }
    new PlainElements(whole).rectifyGradient(y, bound, g, size, adds, dx);
  }

  private static FloatVector passed(float[] y, float bound, float[] g, int i) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector value = vector(y, i);
    VectorMask<Float> passes =
        value.compare(VectorOperators.GT, zero).and(value.compare(VectorOperators.LT, bound));
    return zero.blend(vector(g, i), passes);
  }

  @Override
  public void markPositive(float[] x, int from, int size, long[] bits, int word) {
    FloatVector zero = FloatVector.zero(SPECIES);
    int whole = size / Long.SIZE * Long.SIZE;
    for (int i = 0; i < whole; i += Long.SIZE) {
      long marks = 0;
      for (int j = 0; j < Long.SIZE; j += LANES) {
        marks |= vector(x, from + i + j).compare(VectorOperators.GT, zero).toLong() << j;
      }
      bits[word + i / Long.SIZE] = marks;
    }
    new PlainElements(whole).markPositive(x, from, size, bits, word);
  }
}
