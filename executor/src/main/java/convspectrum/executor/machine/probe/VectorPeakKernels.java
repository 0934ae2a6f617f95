package convspectrum.executor.machine.probe;

import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops in the Vector API. Only this class here uses the incubator module, and it is loaded only
 * after that module was found.
 *
 * <p>A sum is written {@code a = scale.fma(shift, a)}: the instruction overwrites its addend, so
 * that no register has to be copied. With {@code a = a.fma(scale, shift)} the compiler copies one
 * register for each sum and, with 16 registers, spills others to memory. The sums start with
 * different values, or the compiler would merge them into one.
 */
final class VectorPeakKernels implements PeakKernels {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;

  static final float SCALE = 0.5f;
  static final float SHIFT = 0.25f;

  /**
   * Iterations of a loop per call: some microseconds when compiled, tens of milliseconds when
   * interpreted.
   */
  static final int STEPS = 2000;

  /**
   * A mask on each step that the compiler does not know, so that it does not unroll the loop. In an
   * unrolled loop it may keep too many values live at once.
   */
  private static volatile int mask = Integer.MAX_VALUE;

  private final boolean fused;

  /** Creates loops with fused multiply-adds, or with a multiplication and an addition each. */
  VectorPeakKernels(boolean fused) {
    this.fused = fused;
  }

  @Override
  public String method() {
    return "Vector API, "
        + bits()
        + " bits"
        + (fused ? "" : " (multiply and add: no fused multiply-add)");
  }

  @Override
  public int bits() {
    return FLOATS.vectorBitSize();
  }

  @Override
  public boolean fused() {
    return fused;
  }

  @Override
  public List<MultiplyAdds> multiplyAdds() {
    return fused
        // Two pipes of latency four or five need ten in flight: twelve and two constants fit 16
        // registers. Four pipes of latency four, as ARM's large cores have, need sixteen: twenty
        // and two fit 32.
        ? List.of(new Loop(12, VectorPeakKernels::twelve), new Loop(20, VectorPeakKernels::twenty))
        : List.of(new Loop(12, VectorPeakKernels::unfused));
  }

  private interface Body {
    float run();
  }

  private record Loop(int sums, Body body) implements MultiplyAdds {
    @Override
    public float once() {
      return body.run();
    }

    @Override
    public long flops() {
      return 2L * sums * STEPS * FLOATS.length();
    }
  }

  private static float twelve() {
    FloatVector scale = FloatVector.broadcast(FLOATS, SCALE);
    FloatVector shift = FloatVector.broadcast(FLOATS, SHIFT);
    FloatVector a = shift;
    FloatVector b = shift.add(0.1f);
    FloatVector c = shift.add(0.2f);
    FloatVector d = shift.add(0.3f);
    FloatVector e = shift.add(0.4f);
    FloatVector f = shift.add(0.5f);
    FloatVector g = shift.add(0.6f);
    FloatVector h = shift.add(0.7f);
    FloatVector i = shift.add(0.8f);
    FloatVector j = shift.add(0.9f);
    FloatVector k = shift.add(1.0f);
    FloatVector l = shift.add(1.1f);
    int bits = mask;
    for (int step = STEPS; step != 0; step = (step - 1) & bits) {
      a = scale.fma(shift, a);
      b = scale.fma(shift, b);
      c = scale.fma(shift, c);
      d = scale.fma(shift, d);
      e = scale.fma(shift, e);
      f = scale.fma(shift, f);
      g = scale.fma(shift, g);
      h = scale.fma(shift, h);
      i = scale.fma(shift, i);
      j = scale.fma(shift, j);
      k = scale.fma(shift, k);
      l = scale.fma(shift, l);
    }
    FloatVector sum = a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).add(k);
    return sum.add(l).reduceLanes(VectorOperators.ADD);
  }

  private static float twenty() {
    FloatVector scale = FloatVector.broadcast(FLOATS, SCALE);
    FloatVector shift = FloatVector.broadcast(FLOATS, SHIFT);
    FloatVector a = shift;
    FloatVector b = shift.add(0.1f);
    FloatVector c = shift.add(0.2f);
    FloatVector d = shift.add(0.3f);
    FloatVector e = shift.add(0.4f);
    FloatVector f = shift.add(0.5f);
    FloatVector g = shift.add(0.6f);
    FloatVector h = shift.add(0.7f);
    FloatVector i = shift.add(0.8f);
    FloatVector j = shift.add(0.9f);
    FloatVector k = shift.add(1.0f);
    FloatVector l = shift.add(1.1f);
    FloatVector m = shift.add(1.2f);
    FloatVector n = shift.add(1.3f);
    FloatVector o = shift.add(1.4f);
    FloatVector p = shift.add(1.5f);
    FloatVector q = shift.add(1.6f);
    FloatVector r = shift.add(1.7f);
    FloatVector s = shift.add(1.8f);
    FloatVector t = shift.add(1.9f);
    int bits = mask;
    for (int step = STEPS; step != 0; step = (step - 1) & bits) {
      a = scale.fma(shift, a);
      b = scale.fma(shift, b);
      c = scale.fma(shift, c);
      d = scale.fma(shift, d);
      e = scale.fma(shift, e);
      f = scale.fma(shift, f);
      g = scale.fma(shift, g);
      h = scale.fma(shift, h);
      i = scale.fma(shift, i);
      j = scale.fma(shift, j);
      k = scale.fma(shift, k);
      l = scale.fma(shift, l);
      m = scale.fma(shift, m);
      n = scale.fma(shift, n);
      o = scale.fma(shift, o);
      p = scale.fma(shift, p);
      q = scale.fma(shift, q);
      r = scale.fma(shift, r);
      s = scale.fma(shift, s);
      t = scale.fma(shift, t);
    }
    FloatVector sum = a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).add(k);
    sum = sum.add(l).add(m).add(n).add(o).add(p).add(q).add(r).add(s).add(t);
    return sum.reduceLanes(VectorOperators.ADD);
  }

  /**
   * One step without fused multiply-adds: x/2 + 1/4, which stays near 1/2. The compiler would move
   * a product of two constants out of the loop.
   */
  private static float unfused() {
    FloatVector scale = FloatVector.broadcast(FLOATS, SCALE);
    FloatVector shift = FloatVector.broadcast(FLOATS, SHIFT);
    FloatVector a = shift;
    FloatVector b = shift.add(0.1f);
    FloatVector c = shift.add(0.2f);
    FloatVector d = shift.add(0.3f);
    FloatVector e = shift.add(0.4f);
    FloatVector f = shift.add(0.5f);
    FloatVector g = shift.add(0.6f);
    FloatVector h = shift.add(0.7f);
    FloatVector i = shift.add(0.8f);
    FloatVector j = shift.add(0.9f);
    FloatVector k = shift.add(1.0f);
    FloatVector l = shift.add(1.1f);
    int bits = mask;
    for (int step = STEPS; step != 0; step = (step - 1) & bits) {
      a = a.mul(scale).add(shift);
      b = b.mul(scale).add(shift);
      c = c.mul(scale).add(shift);
      d = d.mul(scale).add(shift);
      e = e.mul(scale).add(shift);
      f = f.mul(scale).add(shift);
      g = g.mul(scale).add(shift);
      h = h.mul(scale).add(shift);
      i = i.mul(scale).add(shift);
      j = j.mul(scale).add(shift);
      k = k.mul(scale).add(shift);
      l = l.mul(scale).add(shift);
    }
    FloatVector sum = a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).add(k);
    return sum.add(l).reduceLanes(VectorOperators.ADD);
  }

  /** Reads from two and from four places at once: hardware prefetches each stream by itself. */
  @Override
  public List<Read> reads() {
    return List.of(VectorPeakKernels::readHalves, VectorPeakKernels::readQuarters);
  }

  private static int readHalves(int[] data, int from, int to, int passes) {
    int lanes = INTS.length();
    int half = (to - from) / (4 * lanes) * (2 * lanes);
    IntVector a = IntVector.zero(INTS);
    IntVector b = a;
    IntVector c = a;
    IntVector d = a;
    int sum = 0;
    for (int pass = 0; pass < passes; pass++) {
      for (int i = from; i < from + half; i += 2 * lanes) {
        a = a.add(IntVector.fromArray(INTS, data, i));
        b = b.add(IntVector.fromArray(INTS, data, i + lanes));
        c = c.add(IntVector.fromArray(INTS, data, i + half));
        d = d.add(IntVector.fromArray(INTS, data, i + half + lanes));
      }
      for (int i = from + 2 * half; i < to; i++) {
        sum += data[i];
      }
    }
    return sum + a.add(b).add(c.add(d)).reduceLanes(VectorOperators.ADD);
  }

  private static int readQuarters(int[] data, int from, int to, int passes) {
    int lanes = INTS.length();
    int quarter = (to - from) / (4 * lanes) * lanes;
    IntVector a = IntVector.zero(INTS);
    IntVector b = a;
    IntVector c = a;
    IntVector d = a;
    int sum = 0;
    for (int pass = 0; pass < passes; pass++) {
      for (int i = from; i < from + quarter; i += lanes) {
        a = a.add(IntVector.fromArray(INTS, data, i));
        b = b.add(IntVector.fromArray(INTS, data, i + quarter));
        c = c.add(IntVector.fromArray(INTS, data, i + 2 * quarter));
        d = d.add(IntVector.fromArray(INTS, data, i + 3 * quarter));
      }
      for (int i = from + 4 * quarter; i < to; i++) {
        sum += data[i];
      }
    }
    return sum + a.add(b).add(c.add(d)).reduceLanes(VectorOperators.ADD);
  }
}
