package convspectrum.gradients.float32.kernel;

import static convspectrum.gradients.float32.kernel.VectorKernels.LANES;
import static convspectrum.gradients.float32.kernel.VectorKernels.SPECIES;
import static convspectrum.gradients.float32.kernel.VectorKernels.vector;

import convspectrum.gradients.batch.Taps;
import jdk.incubator.vector.FloatVector;

/**
 * Sums over taps for each channel: {@link Kernels#depthwise} and {@link Kernels#depthwiseOuter}.
 */
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

  static void outer(Taps taps, float[] x, int xBase, float[] y, int yBase, float[] gradient) {
    int whole = SPECIES.loopBound(taps.channels());
    for (int t = 0; t < taps.count(); t++) {
      int from = taps.firstColumn(t);
      int count = taps.lastColumn(t) - from;
      for (int i = 0; i < taps.gridHeight(); i++) {
        if (taps.rowInside(i, t) && count > 0) {
          int source = xBase + taps.source(i, from, t);
          int target = yBase + taps.target(i, from);
          for (int c = 0; c < whole; c += LANES) {
            row(x, source + c, taps.columnStep(), y, target + c, taps.targetStep(), count)
                .add(vector(gradient, taps.weight(t) + c))
                .intoArray(gradient, taps.weight(t) + c);
          }
        }
      }
    }
    if (whole < taps.channels()) {
      PlainKernels.depthwiseOuter(taps, x, xBase, y, yBase, gradient, whole);
    }
  }

  private static FloatVector row(
      float[] x, int source, int step, float[] y, int target, int next, int count) {
    FloatVector a = FloatVector.zero(SPECIES);
    FloatVector b = FloatVector.zero(SPECIES);
    FloatVector c = FloatVector.zero(SPECIES);
    FloatVector d = FloatVector.zero(SPECIES);
    int j = 0;
    for (; j + 4 <= count; j += 4) {
      int at = source + j * step;
      int to = target + j * next;
      a = vector(x, at).fma(vector(y, to), a);
      b = vector(x, at + step).fma(vector(y, to + next), b);
      c = vector(x, at + 2 * step).fma(vector(y, to + 2 * next), c);
      d = vector(x, at + 3 * step).fma(vector(y, to + 3 * next), d);
    }
    if (j < count) {
      a = vector(x, source + j * step).fma(vector(y, target + j * next), a);
    }
    if (j + 1 < count) {
      b = vector(x, source + (j + 1) * step).fma(vector(y, target + (j + 1) * next), b);
    }
    if (j + 2 < count) {
      c = vector(x, source + (j + 2) * step).fma(vector(y, target + (j + 2) * next), c);
    }
    return a.add(b).add(c.add(d));
  }
}
