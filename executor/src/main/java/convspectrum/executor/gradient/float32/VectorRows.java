package convspectrum.executor.gradient.float32;

import static convspectrum.executor.gradient.float32.VectorProducts.LANES;
import static convspectrum.executor.gradient.float32.VectorProducts.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The two products of {@link VectorKernels} for windows three wide. Accumulators are locals, and
 * the strides constants, or they would not stay in registers; an element that is broadcast serves
 * three multiply-adds, or loads would be what takes the time.
 */
final class VectorRows {
  private static final int BLOCK = Kernels.BLOCK;

  private VectorRows() {}

  static void rows(
      float[] map,
      int at,
      int[] offsets,
      int[] depths,
      float[] weights,
      int w,
      float[] tile,
      int pixels) {
    if (pixels == Kernels.WIDE) {
      rows8(map, at, offsets, depths, weights, w, tile);
    } else {
      rows7(map, at, offsets, depths, weights, w, tile);
    }
  }

  private static void rows8(
      float[] map, int at, int[] offsets, int[] depths, float[] weights, int w, float[] tile) {
    FloatVector t0 = FloatVector.fromArray(SPECIES, tile, 0 * LANES);
    FloatVector t1 = FloatVector.fromArray(SPECIES, tile, 1 * LANES);
    FloatVector t2 = FloatVector.fromArray(SPECIES, tile, 2 * LANES);
    FloatVector t3 = FloatVector.fromArray(SPECIES, tile, 3 * LANES);
    FloatVector t4 = FloatVector.fromArray(SPECIES, tile, 4 * LANES);
    FloatVector t5 = FloatVector.fromArray(SPECIES, tile, 5 * LANES);
    FloatVector t6 = FloatVector.fromArray(SPECIES, tile, 6 * LANES);
    FloatVector t7 = FloatVector.fromArray(SPECIES, tile, 7 * LANES);
    int from = w;
    for (int e = 0; e < offsets.length; e++) {
      int p = at + offsets[e];
      int depth = depths[e];
      FloatVector s0 = FloatVector.zero(SPECIES);
      FloatVector s1 = FloatVector.zero(SPECIES);
      FloatVector s2 = FloatVector.zero(SPECIES);
      FloatVector s3 = FloatVector.zero(SPECIES);
      FloatVector s4 = FloatVector.zero(SPECIES);
      FloatVector s5 = FloatVector.zero(SPECIES);
      FloatVector s6 = FloatVector.zero(SPECIES);
      FloatVector s7 = FloatVector.zero(SPECIES);
      for (int k = 0; k < depth; k++, p++, from += 3 * LANES) {
        FloatVector w0 = FloatVector.fromArray(SPECIES, weights, from + 0 * LANES);
        FloatVector w1 = FloatVector.fromArray(SPECIES, weights, from + 1 * LANES);
        FloatVector w2 = FloatVector.fromArray(SPECIES, weights, from + 2 * LANES);
        FloatVector x0 = FloatVector.broadcast(SPECIES, map[p + 0 * BLOCK]);
        s0 = x0.fma(w0, s0);
        FloatVector x1 = FloatVector.broadcast(SPECIES, map[p + 1 * BLOCK]);
        s0 = x1.fma(w1, s0);
        s1 = x1.fma(w0, s1);
        FloatVector x2 = FloatVector.broadcast(SPECIES, map[p + 2 * BLOCK]);
        s0 = x2.fma(w2, s0);
        s1 = x2.fma(w1, s1);
        s2 = x2.fma(w0, s2);
        FloatVector x3 = FloatVector.broadcast(SPECIES, map[p + 3 * BLOCK]);
        s1 = x3.fma(w2, s1);
        s2 = x3.fma(w1, s2);
        s3 = x3.fma(w0, s3);
        FloatVector x4 = FloatVector.broadcast(SPECIES, map[p + 4 * BLOCK]);
        s2 = x4.fma(w2, s2);
        s3 = x4.fma(w1, s3);
        s4 = x4.fma(w0, s4);
        FloatVector x5 = FloatVector.broadcast(SPECIES, map[p + 5 * BLOCK]);
        s3 = x5.fma(w2, s3);
        s4 = x5.fma(w1, s4);
        s5 = x5.fma(w0, s5);
        FloatVector x6 = FloatVector.broadcast(SPECIES, map[p + 6 * BLOCK]);
        s4 = x6.fma(w2, s4);
        s5 = x6.fma(w1, s5);
        s6 = x6.fma(w0, s6);
        FloatVector x7 = FloatVector.broadcast(SPECIES, map[p + 7 * BLOCK]);
        s5 = x7.fma(w2, s5);
        s6 = x7.fma(w1, s6);
        s7 = x7.fma(w0, s7);
        FloatVector x8 = FloatVector.broadcast(SPECIES, map[p + 8 * BLOCK]);
        s6 = x8.fma(w2, s6);
        s7 = x8.fma(w1, s7);
        FloatVector x9 = FloatVector.broadcast(SPECIES, map[p + 9 * BLOCK]);
        s7 = x9.fma(w2, s7);
      }
      t0 = t0.add(s0);
      t1 = t1.add(s1);
      t2 = t2.add(s2);
      t3 = t3.add(s3);
      t4 = t4.add(s4);
      t5 = t5.add(s5);
      t6 = t6.add(s6);
      t7 = t7.add(s7);
    }
    t0.intoArray(tile, 0 * LANES);
    t1.intoArray(tile, 1 * LANES);
    t2.intoArray(tile, 2 * LANES);
    t3.intoArray(tile, 3 * LANES);
    t4.intoArray(tile, 4 * LANES);
    t5.intoArray(tile, 5 * LANES);
    t6.intoArray(tile, 6 * LANES);
    t7.intoArray(tile, 7 * LANES);
  }

  private static void rows7(
      float[] map, int at, int[] offsets, int[] depths, float[] weights, int w, float[] tile) {
    FloatVector t0 = FloatVector.fromArray(SPECIES, tile, 0 * LANES);
    FloatVector t1 = FloatVector.fromArray(SPECIES, tile, 1 * LANES);
    FloatVector t2 = FloatVector.fromArray(SPECIES, tile, 2 * LANES);
    FloatVector t3 = FloatVector.fromArray(SPECIES, tile, 3 * LANES);
    FloatVector t4 = FloatVector.fromArray(SPECIES, tile, 4 * LANES);
    FloatVector t5 = FloatVector.fromArray(SPECIES, tile, 5 * LANES);
    FloatVector t6 = FloatVector.fromArray(SPECIES, tile, 6 * LANES);
    int from = w;
    for (int e = 0; e < offsets.length; e++) {
      int p = at + offsets[e];
      int depth = depths[e];
      FloatVector s0 = FloatVector.zero(SPECIES);
      FloatVector s1 = FloatVector.zero(SPECIES);
      FloatVector s2 = FloatVector.zero(SPECIES);
      FloatVector s3 = FloatVector.zero(SPECIES);
      FloatVector s4 = FloatVector.zero(SPECIES);
      FloatVector s5 = FloatVector.zero(SPECIES);
      FloatVector s6 = FloatVector.zero(SPECIES);
      for (int k = 0; k < depth; k++, p++, from += 3 * LANES) {
        FloatVector w0 = FloatVector.fromArray(SPECIES, weights, from + 0 * LANES);
        FloatVector w1 = FloatVector.fromArray(SPECIES, weights, from + 1 * LANES);
        FloatVector w2 = FloatVector.fromArray(SPECIES, weights, from + 2 * LANES);
        FloatVector x0 = FloatVector.broadcast(SPECIES, map[p + 0 * BLOCK]);
        s0 = x0.fma(w0, s0);
        FloatVector x1 = FloatVector.broadcast(SPECIES, map[p + 1 * BLOCK]);
        s0 = x1.fma(w1, s0);
        s1 = x1.fma(w0, s1);
        FloatVector x2 = FloatVector.broadcast(SPECIES, map[p + 2 * BLOCK]);
        s0 = x2.fma(w2, s0);
        s1 = x2.fma(w1, s1);
        s2 = x2.fma(w0, s2);
        FloatVector x3 = FloatVector.broadcast(SPECIES, map[p + 3 * BLOCK]);
        s1 = x3.fma(w2, s1);
        s2 = x3.fma(w1, s2);
        s3 = x3.fma(w0, s3);
        FloatVector x4 = FloatVector.broadcast(SPECIES, map[p + 4 * BLOCK]);
        s2 = x4.fma(w2, s2);
        s3 = x4.fma(w1, s3);
        s4 = x4.fma(w0, s4);
        FloatVector x5 = FloatVector.broadcast(SPECIES, map[p + 5 * BLOCK]);
        s3 = x5.fma(w2, s3);
        s4 = x5.fma(w1, s4);
        s5 = x5.fma(w0, s5);
        FloatVector x6 = FloatVector.broadcast(SPECIES, map[p + 6 * BLOCK]);
        s4 = x6.fma(w2, s4);
        s5 = x6.fma(w1, s5);
        s6 = x6.fma(w0, s6);
        FloatVector x7 = FloatVector.broadcast(SPECIES, map[p + 7 * BLOCK]);
        s5 = x7.fma(w2, s5);
        s6 = x7.fma(w1, s6);
        FloatVector x8 = FloatVector.broadcast(SPECIES, map[p + 8 * BLOCK]);
        s6 = x8.fma(w2, s6);
      }
      t0 = t0.add(s0);
      t1 = t1.add(s1);
      t2 = t2.add(s2);
      t3 = t3.add(s3);
      t4 = t4.add(s4);
      t5 = t5.add(s5);
      t6 = t6.add(s6);
    }
    t0.intoArray(tile, 0 * LANES);
    t1.intoArray(tile, 1 * LANES);
    t2.intoArray(tile, 2 * LANES);
    t3.intoArray(tile, 3 * LANES);
    t4.intoArray(tile, 4 * LANES);
    t5.intoArray(tile, 5 * LANES);
    t6.intoArray(tile, 6 * LANES);
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
      float[] tile) {
    FloatVector s0a = FloatVector.zero(SPECIES);
    FloatVector s0b = FloatVector.zero(SPECIES);
    FloatVector s0c = FloatVector.zero(SPECIES);
    FloatVector s1a = FloatVector.zero(SPECIES);
    FloatVector s1b = FloatVector.zero(SPECIES);
    FloatVector s1c = FloatVector.zero(SPECIES);
    FloatVector s2a = FloatVector.zero(SPECIES);
    FloatVector s2b = FloatVector.zero(SPECIES);
    FloatVector s2c = FloatVector.zero(SPECIES);
    FloatVector s3a = FloatVector.zero(SPECIES);
    FloatVector s3b = FloatVector.zero(SPECIES);
    FloatVector s3c = FloatVector.zero(SPECIES);
    FloatVector s4a = FloatVector.zero(SPECIES);
    FloatVector s4b = FloatVector.zero(SPECIES);
    FloatVector s4c = FloatVector.zero(SPECIES);
    FloatVector s5a = FloatVector.zero(SPECIES);
    FloatVector s5b = FloatVector.zero(SPECIES);
    FloatVector s5c = FloatVector.zero(SPECIES);
    FloatVector s6a = FloatVector.zero(SPECIES);
    FloatVector s6b = FloatVector.zero(SPECIES);
    FloatVector s6c = FloatVector.zero(SPECIES);
    FloatVector s7a = FloatVector.zero(SPECIES);
    FloatVector s7b = FloatVector.zero(SPECIES);
    FloatVector s7c = FloatVector.zero(SPECIES);
    // One loop, and none whose turns can be counted: before and after each of those that C2 makes
    // of
    // one, all accumulators would go to memory and back.
    int left = rows * columns;
    int inRow = columns;
    int p = at;
    int q = g;
    while (true) {
      FloatVector a = FloatVector.fromArray(SPECIES, gradients, q + 2 * BLOCK);
      FloatVector b = FloatVector.fromArray(SPECIES, gradients, q + 1 * BLOCK);
      FloatVector c = FloatVector.fromArray(SPECIES, gradients, q + 0 * BLOCK);
      FloatVector x0 = FloatVector.broadcast(SPECIES, x[p + 0]);
      s0a = x0.fma(a, s0a);
      s0b = x0.fma(b, s0b);
      s0c = x0.fma(c, s0c);
      FloatVector x1 = FloatVector.broadcast(SPECIES, x[p + 1]);
      s1a = x1.fma(a, s1a);
      s1b = x1.fma(b, s1b);
      s1c = x1.fma(c, s1c);
      FloatVector x2 = FloatVector.broadcast(SPECIES, x[p + 2]);
      s2a = x2.fma(a, s2a);
      s2b = x2.fma(b, s2b);
      s2c = x2.fma(c, s2c);
      FloatVector x3 = FloatVector.broadcast(SPECIES, x[p + 3]);
      s3a = x3.fma(a, s3a);
      s3b = x3.fma(b, s3b);
      s3c = x3.fma(c, s3c);
      FloatVector x4 = FloatVector.broadcast(SPECIES, x[p + 4]);
      s4a = x4.fma(a, s4a);
      s4b = x4.fma(b, s4b);
      s4c = x4.fma(c, s4c);
      FloatVector x5 = FloatVector.broadcast(SPECIES, x[p + 5]);
      s5a = x5.fma(a, s5a);
      s5b = x5.fma(b, s5b);
      s5c = x5.fma(c, s5c);
      FloatVector x6 = FloatVector.broadcast(SPECIES, x[p + 6]);
      s6a = x6.fma(a, s6a);
      s6b = x6.fma(b, s6b);
      s6c = x6.fma(c, s6c);
      FloatVector x7 = FloatVector.broadcast(SPECIES, x[p + 7]);
      s7a = x7.fma(a, s7a);
      s7b = x7.fma(b, s7b);
      s7c = x7.fma(c, s7c);
      left--;
      if (left == 0) {
        break;
      }
      p += BLOCK;
      q += BLOCK;
      inRow--;
      if (inRow == 0) {
        inRow = columns;
        p += gap;
        q += gradientGap;
      }
    }
    s0a.intoArray(tile, 0 * LANES);
    s0b.intoArray(tile, 1 * LANES);
    s0c.intoArray(tile, 2 * LANES);
    s1a.intoArray(tile, 3 * LANES);
    s1b.intoArray(tile, 4 * LANES);
    s1c.intoArray(tile, 5 * LANES);
    s2a.intoArray(tile, 6 * LANES);
    s2b.intoArray(tile, 7 * LANES);
    s2c.intoArray(tile, 8 * LANES);
    s3a.intoArray(tile, 9 * LANES);
    s3b.intoArray(tile, 10 * LANES);
    s3c.intoArray(tile, 11 * LANES);
    s4a.intoArray(tile, 12 * LANES);
    s4b.intoArray(tile, 13 * LANES);
    s4c.intoArray(tile, 14 * LANES);
    s5a.intoArray(tile, 15 * LANES);
    s5b.intoArray(tile, 16 * LANES);
    s5c.intoArray(tile, 17 * LANES);
    s6a.intoArray(tile, 18 * LANES);
    s6b.intoArray(tile, 19 * LANES);
    s6c.intoArray(tile, 20 * LANES);
    s7a.intoArray(tile, 21 * LANES);
    s7b.intoArray(tile, 22 * LANES);
    s7c.intoArray(tile, 23 * LANES);
  }
}
