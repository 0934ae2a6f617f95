package convspectrum.gradients.float32.kernel;

import static convspectrum.gradients.float32.kernel.VectorKernels.LANES;
import static convspectrum.gradients.float32.kernel.VectorKernels.SPECIES;
import static convspectrum.gradients.float32.kernel.VectorKernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** The kernels of rectifiers: {@link Kernels#rectify}, its gradient, and which values pass. */
final class VectorRectifier {
  private VectorRectifier() {}

  static void rectify(float[] x, float bound, int size, float[] y) {
    int whole = SPECIES.loopBound(size);
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector most = FloatVector.broadcast(SPECIES, bound);
    for (int i = 0; i < whole; i += LANES) {
      vector(x, i).max(zero).min(most).intoArray(y, i);
    }
    PlainKernels.rectify(x, bound, whole, size, y);
  }

  static void gradient(float[] y, float bound, float[] g, int size, boolean adds, float[] dx) {
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
    PlainKernels.rectifyGradient(y, bound, g, whole, size, adds, dx);
  }

  private static FloatVector passed(float[] y, float bound, float[] g, int i) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector value = vector(y, i);
    VectorMask<Float> passes =
        value.compare(VectorOperators.GT, zero).and(value.compare(VectorOperators.LT, bound));
    return zero.blend(vector(g, i), passes);
  }

  static void markPositive(float[] x, int from, int size, long[] bits, int word) {
    FloatVector zero = FloatVector.zero(SPECIES);
    int whole = size / Long.SIZE * Long.SIZE;
    for (int i = 0; i < whole; i += Long.SIZE) {
      long marks = 0;
      for (int j = 0; j < Long.SIZE; j += LANES) {
        marks |= vector(x, from + i + j).compare(VectorOperators.GT, zero).toLong() << j;
      }
      bits[word + i / Long.SIZE] = marks;
    }
    PlainKernels.markPositive(x, from, whole, size, bits, word);
  }
}
