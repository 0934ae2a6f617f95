package convspectrum.executor.gradient.float32;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The two matrix products of {@link VectorKernels}, for blocks one or two vectors wide. */
final class VectorProducts {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  private VectorProducts() {}

  // Accumulators are locals, or they would not stay in registers.
  static void multiply1(
      float[] x,
      int at,
      int step,
      int depth,
      float[] weights,
      int w,
      float[] y,
      int to,
      int toStep) {
    int p0 = at + 0 * step;
    int p1 = at + 1 * step;
    int p2 = at + 2 * step;
    int p3 = at + 3 * step;
    int p4 = at + 4 * step;
    int p5 = at + 5 * step;
    int p6 = at + 6 * step;
    int p7 = at + 7 * step;
    FloatVector s0a = FloatVector.fromArray(SPECIES, y, to + 0 * toStep);
    FloatVector s1a = FloatVector.fromArray(SPECIES, y, to + 1 * toStep);
    FloatVector s2a = FloatVector.fromArray(SPECIES, y, to + 2 * toStep);
    FloatVector s3a = FloatVector.fromArray(SPECIES, y, to + 3 * toStep);
    FloatVector s4a = FloatVector.fromArray(SPECIES, y, to + 4 * toStep);
    FloatVector s5a = FloatVector.fromArray(SPECIES, y, to + 5 * toStep);
    FloatVector s6a = FloatVector.fromArray(SPECIES, y, to + 6 * toStep);
    FloatVector s7a = FloatVector.fromArray(SPECIES, y, to + 7 * toStep);
    for (int k = 0; k < depth; k++) {
      FloatVector a = FloatVector.fromArray(SPECIES, weights, w + k * 1 * LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, x[p0 + k]);
      s0a = x0.fma(a, s0a);
      FloatVector x1 = FloatVector.broadcast(SPECIES, x[p1 + k]);
      s1a = x1.fma(a, s1a);
      FloatVector x2 = FloatVector.broadcast(SPECIES, x[p2 + k]);
      s2a = x2.fma(a, s2a);
      FloatVector x3 = FloatVector.broadcast(SPECIES, x[p3 + k]);
      s3a = x3.fma(a, s3a);
      FloatVector x4 = FloatVector.broadcast(SPECIES, x[p4 + k]);
      s4a = x4.fma(a, s4a);
      FloatVector x5 = FloatVector.broadcast(SPECIES, x[p5 + k]);
      s5a = x5.fma(a, s5a);
      FloatVector x6 = FloatVector.broadcast(SPECIES, x[p6 + k]);
      s6a = x6.fma(a, s6a);
      FloatVector x7 = FloatVector.broadcast(SPECIES, x[p7 + k]);
      s7a = x7.fma(a, s7a);
    }
    s0a.intoArray(y, to + 0 * toStep);
    s1a.intoArray(y, to + 1 * toStep);
    s2a.intoArray(y, to + 2 * toStep);
    s3a.intoArray(y, to + 3 * toStep);
    s4a.intoArray(y, to + 4 * toStep);
    s5a.intoArray(y, to + 5 * toStep);
    s6a.intoArray(y, to + 6 * toStep);
    s7a.intoArray(y, to + 7 * toStep);
  }

  // Accumulators are locals, or they would not stay in registers.
  static void multiply2(
      float[] x,
      int at,
      int step,
      int depth,
      float[] weights,
      int w,
      float[] y,
      int to,
      int toStep) {
    int p0 = at + 0 * step;
    int p1 = at + 1 * step;
    int p2 = at + 2 * step;
    int p3 = at + 3 * step;
    int p4 = at + 4 * step;
    int p5 = at + 5 * step;
    int p6 = at + 6 * step;
    int p7 = at + 7 * step;
    FloatVector s0a = FloatVector.fromArray(SPECIES, y, to + 0 * toStep);
    FloatVector s0b = FloatVector.fromArray(SPECIES, y, to + 0 * toStep + LANES);
    FloatVector s1a = FloatVector.fromArray(SPECIES, y, to + 1 * toStep);
    FloatVector s1b = FloatVector.fromArray(SPECIES, y, to + 1 * toStep + LANES);
    FloatVector s2a = FloatVector.fromArray(SPECIES, y, to + 2 * toStep);
    FloatVector s2b = FloatVector.fromArray(SPECIES, y, to + 2 * toStep + LANES);
    FloatVector s3a = FloatVector.fromArray(SPECIES, y, to + 3 * toStep);
    FloatVector s3b = FloatVector.fromArray(SPECIES, y, to + 3 * toStep + LANES);
    FloatVector s4a = FloatVector.fromArray(SPECIES, y, to + 4 * toStep);
    FloatVector s4b = FloatVector.fromArray(SPECIES, y, to + 4 * toStep + LANES);
    FloatVector s5a = FloatVector.fromArray(SPECIES, y, to + 5 * toStep);
    FloatVector s5b = FloatVector.fromArray(SPECIES, y, to + 5 * toStep + LANES);
    FloatVector s6a = FloatVector.fromArray(SPECIES, y, to + 6 * toStep);
    FloatVector s6b = FloatVector.fromArray(SPECIES, y, to + 6 * toStep + LANES);
    FloatVector s7a = FloatVector.fromArray(SPECIES, y, to + 7 * toStep);
    FloatVector s7b = FloatVector.fromArray(SPECIES, y, to + 7 * toStep + LANES);
    for (int k = 0; k < depth; k++) {
      FloatVector a = FloatVector.fromArray(SPECIES, weights, w + k * 2 * LANES);
      FloatVector b = FloatVector.fromArray(SPECIES, weights, w + k * 2 * LANES + LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, x[p0 + k]);
      s0a = x0.fma(a, s0a);
      s0b = x0.fma(b, s0b);
      FloatVector x1 = FloatVector.broadcast(SPECIES, x[p1 + k]);
      s1a = x1.fma(a, s1a);
      s1b = x1.fma(b, s1b);
      FloatVector x2 = FloatVector.broadcast(SPECIES, x[p2 + k]);
      s2a = x2.fma(a, s2a);
      s2b = x2.fma(b, s2b);
      FloatVector x3 = FloatVector.broadcast(SPECIES, x[p3 + k]);
      s3a = x3.fma(a, s3a);
      s3b = x3.fma(b, s3b);
      FloatVector x4 = FloatVector.broadcast(SPECIES, x[p4 + k]);
      s4a = x4.fma(a, s4a);
      s4b = x4.fma(b, s4b);
      FloatVector x5 = FloatVector.broadcast(SPECIES, x[p5 + k]);
      s5a = x5.fma(a, s5a);
      s5b = x5.fma(b, s5b);
      FloatVector x6 = FloatVector.broadcast(SPECIES, x[p6 + k]);
      s6a = x6.fma(a, s6a);
      s6b = x6.fma(b, s6b);
      FloatVector x7 = FloatVector.broadcast(SPECIES, x[p7 + k]);
      s7a = x7.fma(a, s7a);
      s7b = x7.fma(b, s7b);
    }
    s0a.intoArray(y, to + 0 * toStep);
    s0b.intoArray(y, to + 0 * toStep + LANES);
    s1a.intoArray(y, to + 1 * toStep);
    s1b.intoArray(y, to + 1 * toStep + LANES);
    s2a.intoArray(y, to + 2 * toStep);
    s2b.intoArray(y, to + 2 * toStep + LANES);
    s3a.intoArray(y, to + 3 * toStep);
    s3b.intoArray(y, to + 3 * toStep + LANES);
    s4a.intoArray(y, to + 4 * toStep);
    s4b.intoArray(y, to + 4 * toStep + LANES);
    s5a.intoArray(y, to + 5 * toStep);
    s5b.intoArray(y, to + 5 * toStep + LANES);
    s6a.intoArray(y, to + 6 * toStep);
    s6b.intoArray(y, to + 6 * toStep + LANES);
    s7a.intoArray(y, to + 7 * toStep);
    s7b.intoArray(y, to + 7 * toStep + LANES);
  }

  static void outer1(
      float[] x,
      int at,
      int step,
      int pixels,
      float[] g,
      int from,
      int gStep,
      float[] sums,
      int to) {
    final int width = 1 * LANES;
    FloatVector s0a = FloatVector.zero(SPECIES);
    FloatVector s1a = FloatVector.zero(SPECIES);
    FloatVector s2a = FloatVector.zero(SPECIES);
    FloatVector s3a = FloatVector.zero(SPECIES);
    FloatVector s4a = FloatVector.zero(SPECIES);
    FloatVector s5a = FloatVector.zero(SPECIES);
    FloatVector s6a = FloatVector.zero(SPECIES);
    FloatVector s7a = FloatVector.zero(SPECIES);
    int i = at;
    int j = from;
    for (int p = 0; p < pixels; p++, i += step, j += gStep) {
      FloatVector a = FloatVector.fromArray(SPECIES, g, j);
      FloatVector x0 = FloatVector.broadcast(SPECIES, x[i + 0]);
      s0a = x0.fma(a, s0a);
      FloatVector x1 = FloatVector.broadcast(SPECIES, x[i + 1]);
      s1a = x1.fma(a, s1a);
      FloatVector x2 = FloatVector.broadcast(SPECIES, x[i + 2]);
      s2a = x2.fma(a, s2a);
      FloatVector x3 = FloatVector.broadcast(SPECIES, x[i + 3]);
      s3a = x3.fma(a, s3a);
      FloatVector x4 = FloatVector.broadcast(SPECIES, x[i + 4]);
      s4a = x4.fma(a, s4a);
      FloatVector x5 = FloatVector.broadcast(SPECIES, x[i + 5]);
      s5a = x5.fma(a, s5a);
      FloatVector x6 = FloatVector.broadcast(SPECIES, x[i + 6]);
      s6a = x6.fma(a, s6a);
      FloatVector x7 = FloatVector.broadcast(SPECIES, x[i + 7]);
      s7a = x7.fma(a, s7a);
    }
    add(s0a, sums, to + 0 * width);
    add(s1a, sums, to + 1 * width);
    add(s2a, sums, to + 2 * width);
    add(s3a, sums, to + 3 * width);
    add(s4a, sums, to + 4 * width);
    add(s5a, sums, to + 5 * width);
    add(s6a, sums, to + 6 * width);
    add(s7a, sums, to + 7 * width);
  }

  static void outer2(
      float[] x,
      int at,
      int step,
      int pixels,
      float[] g,
      int from,
      int gStep,
      float[] sums,
      int to) {
    final int width = 2 * LANES;
    FloatVector s0a = FloatVector.zero(SPECIES);
    FloatVector s0b = FloatVector.zero(SPECIES);
    FloatVector s1a = FloatVector.zero(SPECIES);
    FloatVector s1b = FloatVector.zero(SPECIES);
    FloatVector s2a = FloatVector.zero(SPECIES);
    FloatVector s2b = FloatVector.zero(SPECIES);
    FloatVector s3a = FloatVector.zero(SPECIES);
    FloatVector s3b = FloatVector.zero(SPECIES);
    FloatVector s4a = FloatVector.zero(SPECIES);
    FloatVector s4b = FloatVector.zero(SPECIES);
    FloatVector s5a = FloatVector.zero(SPECIES);
    FloatVector s5b = FloatVector.zero(SPECIES);
    FloatVector s6a = FloatVector.zero(SPECIES);
    FloatVector s6b = FloatVector.zero(SPECIES);
    FloatVector s7a = FloatVector.zero(SPECIES);
    FloatVector s7b = FloatVector.zero(SPECIES);
    int i = at;
    int j = from;
    for (int p = 0; p < pixels; p++, i += step, j += gStep) {
      FloatVector a = FloatVector.fromArray(SPECIES, g, j);
      FloatVector b = FloatVector.fromArray(SPECIES, g, j + LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, x[i + 0]);
      s0a = x0.fma(a, s0a);
      s0b = x0.fma(b, s0b);
      FloatVector x1 = FloatVector.broadcast(SPECIES, x[i + 1]);
      s1a = x1.fma(a, s1a);
      s1b = x1.fma(b, s1b);
      FloatVector x2 = FloatVector.broadcast(SPECIES, x[i + 2]);
      s2a = x2.fma(a, s2a);
      s2b = x2.fma(b, s2b);
      FloatVector x3 = FloatVector.broadcast(SPECIES, x[i + 3]);
      s3a = x3.fma(a, s3a);
      s3b = x3.fma(b, s3b);
      FloatVector x4 = FloatVector.broadcast(SPECIES, x[i + 4]);
      s4a = x4.fma(a, s4a);
      s4b = x4.fma(b, s4b);
      FloatVector x5 = FloatVector.broadcast(SPECIES, x[i + 5]);
      s5a = x5.fma(a, s5a);
      s5b = x5.fma(b, s5b);
      FloatVector x6 = FloatVector.broadcast(SPECIES, x[i + 6]);
      s6a = x6.fma(a, s6a);
      s6b = x6.fma(b, s6b);
      FloatVector x7 = FloatVector.broadcast(SPECIES, x[i + 7]);
      s7a = x7.fma(a, s7a);
      s7b = x7.fma(b, s7b);
    }
    add(s0a, sums, to + 0 * width);
    add(s0b, sums, to + 0 * width + LANES);
    add(s1a, sums, to + 1 * width);
    add(s1b, sums, to + 1 * width + LANES);
    add(s2a, sums, to + 2 * width);
    add(s2b, sums, to + 2 * width + LANES);
    add(s3a, sums, to + 3 * width);
    add(s3b, sums, to + 3 * width + LANES);
    add(s4a, sums, to + 4 * width);
    add(s4b, sums, to + 4 * width + LANES);
    add(s5a, sums, to + 5 * width);
    add(s5b, sums, to + 5 * width + LANES);
    add(s6a, sums, to + 6 * width);
    add(s6b, sums, to + 6 * width + LANES);
    add(s7a, sums, to + 7 * width);
    add(s7b, sums, to + 7 * width + LANES);
  }

  private static void add(FloatVector sum, float[] sums, int to) {
    FloatVector.fromArray(SPECIES, sums, to).add(sum).intoArray(sums, to);
  }
}
