package convspectrum.gradients.float32.kernel;

import static convspectrum.gradients.float32.kernel.VectorKernels.LANES;
import static convspectrum.gradients.float32.kernel.VectorKernels.SPECIES;
import static convspectrum.gradients.float32.kernel.VectorKernels.vector;

import convspectrum.gradients.batch.Taps;
import jdk.incubator.vector.FloatVector;

/** Sums over taps for each channel: {@link Kernels#depthwise}. */
final class VectorDepthwise {
  private VectorDepthwise() {}

  static void forward(Taps taps, float[] x, int xBase, float[] weights, float[] y, int yBase) {
    int whole = SPECIES.loopBound(taps.channels());
    int inner = Math.min(taps.innerFrom(), taps.gridWidth());
    int outer = Math.max(taps.innerTo(), inner);
    int[] sources = new int[taps.count()];
    int[] places = new int[taps.count()];
    for (int i = 0; i < taps.gridHeight(); i++) {
      int inside = taps.rows(i, sources, places);
      int step = taps.columnStep();
      for (int c = 0; c < whole; c += LANES) {
        int target = yBase + taps.target(i, 0) + c;
        int next = taps.targetStep();
        int j = 0;
        for (; j < inner; j++) {
          edge(taps, i, j, x, xBase + c, weights, c, y, target + j * next);
        }
        for (; j + 4 <= outer; j += 4) {
          four(
              sources,
              places,
              inside,
              x,
              xBase + c + j * step,
              step,
              weights,
              c,
              y,
              target + j * next,
              next);
        }
        for (; j < taps.gridWidth(); j++) {
          edge(taps, i, j, x, xBase + c, weights, c, y, target + j * next);
        }
      }
    }
    if (whole < taps.channels()) {
      PlainKernels.depthwise(taps, x, xBase, weights, y, yBase, whole);
    }
  }

  /** Computes four pixels of a row whose taps are all inside. */
  private static void four(
      int[] sources,
      int[] places,
      int inside,
      float[] x,
      int base,
      int step,
      float[] weights,
      int channel,
      float[] y,
      int target,
      int next) {
    FloatVector a = FloatVector.zero(SPECIES);
    FloatVector b = FloatVector.zero(SPECIES);
    FloatVector c = FloatVector.zero(SPECIES);
    FloatVector d = FloatVector.zero(SPECIES);
    for (int t = 0; t < inside; t++) {
      FloatVector weight = vector(weights, places[t] + channel);
      int at = base + sources[t];
      a = vector(x, at).fma(weight, a);
      b = vector(x, at + step).fma(weight, b);
      c = vector(x, at + 2 * step).fma(weight, c);
      d = vector(x, at + 3 * step).fma(weight, d);
    }
    a.intoArray(y, target);
    b.intoArray(y, target + next);
    c.intoArray(y, target + 2 * next);
    d.intoArray(y, target + 3 * next);
  }

  private static void edge(
      Taps taps,
      int i,
      int j,
      float[] x,
      int base,
      float[] weights,
      int channel,
      float[] y,
      int target) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int t = 0; t < taps.count(); t++) {
      if (taps.rowInside(i, t) && taps.columnInside(j, t)) {
        FloatVector weight = vector(weights, taps.weight(t) + channel);
        sum = vector(x, base + taps.source(i, j, t)).fma(weight, sum);
      }
    }
    sum.intoArray(y, target);
  }
}
