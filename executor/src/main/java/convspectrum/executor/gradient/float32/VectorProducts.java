package convspectrum.executor.gradient.float32;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The two matrix products of {@link VectorKernels}, for blocks one or two vectors wide. */
final class VectorProducts {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();
  private static final int DEPTH = Kernels.DEPTH;

  private VectorProducts() {}

  static void multiply(
      float[] panel, int p, int depth, float[] weights, int w, float[] tile, int columns) {
    if (columns == LANES) {
      multiply1(panel, p, depth, weights, w, tile);
    } else {
      multiply2(panel, p, depth, weights, w, tile);
    }
  }

  static void outer(
      float[] panel, int from, int k, int pixels, float[] gradient, float[] tile, int columns) {
    if (columns == LANES) {
      outer1(panel, from, k, pixels, gradient, tile);
    } else {
      outer2(panel, from, k, pixels, gradient, tile);
    }
  }

  // Accumulators are locals, and the strides constants, or they would not stay in registers.
  private static void multiply1(
      float[] panel, int p, int depth, float[] weights, int w, float[] tile) {
    final int width = 1 * LANES;
    FloatVector s0a = FloatVector.fromArray(SPECIES, tile, 0 * width);
    FloatVector s1a = FloatVector.fromArray(SPECIES, tile, 1 * width);
    FloatVector s2a = FloatVector.fromArray(SPECIES, tile, 2 * width);
    FloatVector s3a = FloatVector.fromArray(SPECIES, tile, 3 * width);
    FloatVector s4a = FloatVector.fromArray(SPECIES, tile, 4 * width);
    FloatVector s5a = FloatVector.fromArray(SPECIES, tile, 5 * width);
    FloatVector s6a = FloatVector.fromArray(SPECIES, tile, 6 * width);
    FloatVector s7a = FloatVector.fromArray(SPECIES, tile, 7 * width);
    FloatVector s8a = FloatVector.fromArray(SPECIES, tile, 8 * width);
    FloatVector s9a = FloatVector.fromArray(SPECIES, tile, 9 * width);
    FloatVector s10a = FloatVector.fromArray(SPECIES, tile, 10 * width);
    FloatVector s11a = FloatVector.fromArray(SPECIES, tile, 11 * width);
    for (int k = 0; k < depth; k++) {
      FloatVector a = FloatVector.fromArray(SPECIES, weights, w + k * width);
      FloatVector x0 = FloatVector.broadcast(SPECIES, panel[p + k + 0 * DEPTH]);
      s0a = x0.fma(a, s0a);
      FloatVector x1 = FloatVector.broadcast(SPECIES, panel[p + k + 1 * DEPTH]);
      s1a = x1.fma(a, s1a);
      FloatVector x2 = FloatVector.broadcast(SPECIES, panel[p + k + 2 * DEPTH]);
      s2a = x2.fma(a, s2a);
      FloatVector x3 = FloatVector.broadcast(SPECIES, panel[p + k + 3 * DEPTH]);
      s3a = x3.fma(a, s3a);
      FloatVector x4 = FloatVector.broadcast(SPECIES, panel[p + k + 4 * DEPTH]);
      s4a = x4.fma(a, s4a);
      FloatVector x5 = FloatVector.broadcast(SPECIES, panel[p + k + 5 * DEPTH]);
      s5a = x5.fma(a, s5a);
      FloatVector x6 = FloatVector.broadcast(SPECIES, panel[p + k + 6 * DEPTH]);
      s6a = x6.fma(a, s6a);
      FloatVector x7 = FloatVector.broadcast(SPECIES, panel[p + k + 7 * DEPTH]);
      s7a = x7.fma(a, s7a);
      FloatVector x8 = FloatVector.broadcast(SPECIES, panel[p + k + 8 * DEPTH]);
      s8a = x8.fma(a, s8a);
      FloatVector x9 = FloatVector.broadcast(SPECIES, panel[p + k + 9 * DEPTH]);
      s9a = x9.fma(a, s9a);
      FloatVector x10 = FloatVector.broadcast(SPECIES, panel[p + k + 10 * DEPTH]);
      s10a = x10.fma(a, s10a);
      FloatVector x11 = FloatVector.broadcast(SPECIES, panel[p + k + 11 * DEPTH]);
      s11a = x11.fma(a, s11a);
    }
    s0a.intoArray(tile, 0 * width);
    s1a.intoArray(tile, 1 * width);
    s2a.intoArray(tile, 2 * width);
    s3a.intoArray(tile, 3 * width);
    s4a.intoArray(tile, 4 * width);
    s5a.intoArray(tile, 5 * width);
    s6a.intoArray(tile, 6 * width);
    s7a.intoArray(tile, 7 * width);
    s8a.intoArray(tile, 8 * width);
    s9a.intoArray(tile, 9 * width);
    s10a.intoArray(tile, 10 * width);
    s11a.intoArray(tile, 11 * width);
  }

  // Accumulators are locals, and the strides constants, or they would not stay in registers.
  private static void multiply2(
      float[] panel, int p, int depth, float[] weights, int w, float[] tile) {
    final int width = 2 * LANES;
    FloatVector s0a = FloatVector.fromArray(SPECIES, tile, 0 * width);
    FloatVector s0b = FloatVector.fromArray(SPECIES, tile, 0 * width + LANES);
    FloatVector s1a = FloatVector.fromArray(SPECIES, tile, 1 * width);
    FloatVector s1b = FloatVector.fromArray(SPECIES, tile, 1 * width + LANES);
    FloatVector s2a = FloatVector.fromArray(SPECIES, tile, 2 * width);
    FloatVector s2b = FloatVector.fromArray(SPECIES, tile, 2 * width + LANES);
    FloatVector s3a = FloatVector.fromArray(SPECIES, tile, 3 * width);
    FloatVector s3b = FloatVector.fromArray(SPECIES, tile, 3 * width + LANES);
    FloatVector s4a = FloatVector.fromArray(SPECIES, tile, 4 * width);
    FloatVector s4b = FloatVector.fromArray(SPECIES, tile, 4 * width + LANES);
    FloatVector s5a = FloatVector.fromArray(SPECIES, tile, 5 * width);
    FloatVector s5b = FloatVector.fromArray(SPECIES, tile, 5 * width + LANES);
    FloatVector s6a = FloatVector.fromArray(SPECIES, tile, 6 * width);
    FloatVector s6b = FloatVector.fromArray(SPECIES, tile, 6 * width + LANES);
    FloatVector s7a = FloatVector.fromArray(SPECIES, tile, 7 * width);
    FloatVector s7b = FloatVector.fromArray(SPECIES, tile, 7 * width + LANES);
    FloatVector s8a = FloatVector.fromArray(SPECIES, tile, 8 * width);
    FloatVector s8b = FloatVector.fromArray(SPECIES, tile, 8 * width + LANES);
    FloatVector s9a = FloatVector.fromArray(SPECIES, tile, 9 * width);
    FloatVector s9b = FloatVector.fromArray(SPECIES, tile, 9 * width + LANES);
    FloatVector s10a = FloatVector.fromArray(SPECIES, tile, 10 * width);
    FloatVector s10b = FloatVector.fromArray(SPECIES, tile, 10 * width + LANES);
    FloatVector s11a = FloatVector.fromArray(SPECIES, tile, 11 * width);
    FloatVector s11b = FloatVector.fromArray(SPECIES, tile, 11 * width + LANES);
    for (int k = 0; k < depth; k++) {
      FloatVector a = FloatVector.fromArray(SPECIES, weights, w + k * width);
      FloatVector b = FloatVector.fromArray(SPECIES, weights, w + k * width + LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, panel[p + k + 0 * DEPTH]);
      s0a = x0.fma(a, s0a);
      s0b = x0.fma(b, s0b);
      FloatVector x1 = FloatVector.broadcast(SPECIES, panel[p + k + 1 * DEPTH]);
      s1a = x1.fma(a, s1a);
      s1b = x1.fma(b, s1b);
      FloatVector x2 = FloatVector.broadcast(SPECIES, panel[p + k + 2 * DEPTH]);
      s2a = x2.fma(a, s2a);
      s2b = x2.fma(b, s2b);
      FloatVector x3 = FloatVector.broadcast(SPECIES, panel[p + k + 3 * DEPTH]);
      s3a = x3.fma(a, s3a);
      s3b = x3.fma(b, s3b);
      FloatVector x4 = FloatVector.broadcast(SPECIES, panel[p + k + 4 * DEPTH]);
      s4a = x4.fma(a, s4a);
      s4b = x4.fma(b, s4b);
      FloatVector x5 = FloatVector.broadcast(SPECIES, panel[p + k + 5 * DEPTH]);
      s5a = x5.fma(a, s5a);
      s5b = x5.fma(b, s5b);
      FloatVector x6 = FloatVector.broadcast(SPECIES, panel[p + k + 6 * DEPTH]);
      s6a = x6.fma(a, s6a);
      s6b = x6.fma(b, s6b);
      FloatVector x7 = FloatVector.broadcast(SPECIES, panel[p + k + 7 * DEPTH]);
      s7a = x7.fma(a, s7a);
      s7b = x7.fma(b, s7b);
      FloatVector x8 = FloatVector.broadcast(SPECIES, panel[p + k + 8 * DEPTH]);
      s8a = x8.fma(a, s8a);
      s8b = x8.fma(b, s8b);
      FloatVector x9 = FloatVector.broadcast(SPECIES, panel[p + k + 9 * DEPTH]);
      s9a = x9.fma(a, s9a);
      s9b = x9.fma(b, s9b);
      FloatVector x10 = FloatVector.broadcast(SPECIES, panel[p + k + 10 * DEPTH]);
      s10a = x10.fma(a, s10a);
      s10b = x10.fma(b, s10b);
      FloatVector x11 = FloatVector.broadcast(SPECIES, panel[p + k + 11 * DEPTH]);
      s11a = x11.fma(a, s11a);
      s11b = x11.fma(b, s11b);
    }
    s0a.intoArray(tile, 0 * width);
    s0b.intoArray(tile, 0 * width + LANES);
    s1a.intoArray(tile, 1 * width);
    s1b.intoArray(tile, 1 * width + LANES);
    s2a.intoArray(tile, 2 * width);
    s2b.intoArray(tile, 2 * width + LANES);
    s3a.intoArray(tile, 3 * width);
    s3b.intoArray(tile, 3 * width + LANES);
    s4a.intoArray(tile, 4 * width);
    s4b.intoArray(tile, 4 * width + LANES);
    s5a.intoArray(tile, 5 * width);
    s5b.intoArray(tile, 5 * width + LANES);
    s6a.intoArray(tile, 6 * width);
    s6b.intoArray(tile, 6 * width + LANES);
    s7a.intoArray(tile, 7 * width);
    s7b.intoArray(tile, 7 * width + LANES);
    s8a.intoArray(tile, 8 * width);
    s8b.intoArray(tile, 8 * width + LANES);
    s9a.intoArray(tile, 9 * width);
    s9b.intoArray(tile, 9 * width + LANES);
    s10a.intoArray(tile, 10 * width);
    s10b.intoArray(tile, 10 * width + LANES);
    s11a.intoArray(tile, 11 * width);
    s11b.intoArray(tile, 11 * width + LANES);
  }

  private static void outer1(
      float[] panel, int from, int k, int pixels, float[] gradient, float[] tile) {
    final int width = 1 * LANES;
    FloatVector s0a = FloatVector.zero(SPECIES);
    FloatVector s1a = FloatVector.zero(SPECIES);
    FloatVector s2a = FloatVector.zero(SPECIES);
    FloatVector s3a = FloatVector.zero(SPECIES);
    FloatVector s4a = FloatVector.zero(SPECIES);
    FloatVector s5a = FloatVector.zero(SPECIES);
    FloatVector s6a = FloatVector.zero(SPECIES);
    FloatVector s7a = FloatVector.zero(SPECIES);
    int at = from + k;
    for (int p = 0; p < pixels; p++) {
      FloatVector a = FloatVector.fromArray(SPECIES, gradient, p * width);
      FloatVector x0 = FloatVector.broadcast(SPECIES, panel[at + p * DEPTH + 0]);
      s0a = x0.fma(a, s0a);
      FloatVector x1 = FloatVector.broadcast(SPECIES, panel[at + p * DEPTH + 1]);
      s1a = x1.fma(a, s1a);
      FloatVector x2 = FloatVector.broadcast(SPECIES, panel[at + p * DEPTH + 2]);
      s2a = x2.fma(a, s2a);
      FloatVector x3 = FloatVector.broadcast(SPECIES, panel[at + p * DEPTH + 3]);
      s3a = x3.fma(a, s3a);
      FloatVector x4 = FloatVector.broadcast(SPECIES, panel[at + p * DEPTH + 4]);
      s4a = x4.fma(a, s4a);
      FloatVector x5 = FloatVector.broadcast(SPECIES, panel[at + p * DEPTH + 5]);
      s5a = x5.fma(a, s5a);
      FloatVector x6 = FloatVector.broadcast(SPECIES, panel[at + p * DEPTH + 6]);
      s6a = x6.fma(a, s6a);
      FloatVector x7 = FloatVector.broadcast(SPECIES, panel[at + p * DEPTH + 7]);
      s7a = x7.fma(a, s7a);
    }
    s0a.intoArray(tile, 0 * width);
    s1a.intoArray(tile, 1 * width);
    s2a.intoArray(tile, 2 * width);
    s3a.intoArray(tile, 3 * width);
    s4a.intoArray(tile, 4 * width);
    s5a.intoArray(tile, 5 * width);
    s6a.intoArray(tile, 6 * width);
    s7a.intoArray(tile, 7 * width);
  }

  private static void outer2(
      float[] panel, int from, int k, int pixels, float[] gradient, float[] tile) {
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
    int at = from + k;
    for (int p = 0; p < pixels; p++) {
      FloatVector a = FloatVector.fromArray(SPECIES, gradient, p * width);
      FloatVector b = FloatVector.fromArray(SPECIES, gradient, p * width + LANES);
      FloatVector x0 = FloatVector.broadcast(SPECIES, panel[at + p * DEPTH + 0]);
      s0a = x0.fma(a, s0a);
      s0b = x0.fma(b, s0b);
      FloatVector x1 = FloatVector.broadcast(SPECIES, panel[at + p * DEPTH + 1]);
      s1a = x1.fma(a, s1a);
      s1b = x1.fma(b, s1b);
      FloatVector x2 = FloatVector.broadcast(SPECIES, panel[at + p * DEPTH + 2]);
      s2a = x2.fma(a, s2a);
      s2b = x2.fma(b, s2b);
      FloatVector x3 = FloatVector.broadcast(SPECIES, panel[at + p * DEPTH + 3]);
      s3a = x3.fma(a, s3a);
      s3b = x3.fma(b, s3b);
      FloatVector x4 = FloatVector.broadcast(SPECIES, panel[at + p * DEPTH + 4]);
      s4a = x4.fma(a, s4a);
      s4b = x4.fma(b, s4b);
      FloatVector x5 = FloatVector.broadcast(SPECIES, panel[at + p * DEPTH + 5]);
      s5a = x5.fma(a, s5a);
      s5b = x5.fma(b, s5b);
      FloatVector x6 = FloatVector.broadcast(SPECIES, panel[at + p * DEPTH + 6]);
      s6a = x6.fma(a, s6a);
      s6b = x6.fma(b, s6b);
      FloatVector x7 = FloatVector.broadcast(SPECIES, panel[at + p * DEPTH + 7]);
      s7a = x7.fma(a, s7a);
      s7b = x7.fma(b, s7b);
    }
    s0a.intoArray(tile, 0 * width);
    s0b.intoArray(tile, 0 * width + LANES);
    s1a.intoArray(tile, 1 * width);
    s1b.intoArray(tile, 1 * width + LANES);
    s2a.intoArray(tile, 2 * width);
    s2b.intoArray(tile, 2 * width + LANES);
    s3a.intoArray(tile, 3 * width);
    s3b.intoArray(tile, 3 * width + LANES);
    s4a.intoArray(tile, 4 * width);
    s4b.intoArray(tile, 4 * width + LANES);
    s5a.intoArray(tile, 5 * width);
    s5b.intoArray(tile, 5 * width + LANES);
    s6a.intoArray(tile, 6 * width);
    s6b.intoArray(tile, 6 * width + LANES);
    s7a.intoArray(tile, 7 * width);
    s7b.intoArray(tile, 7 * width + LANES);
  }
}
