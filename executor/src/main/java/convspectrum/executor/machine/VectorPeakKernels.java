package convspectrum.executor.machine;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops in the Vector API. The only class here that touches the incubator module: it is loaded only
 * after that module was found.
 */
final class VectorPeakKernels implements PeakKernels {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  // Two pipes of latency four or five need ten in flight; sixteen registers hold twelve and two
  // constants.
  private static final int ACCUMULATORS = 12;
  private static final int STEPS = 20_000;

  @Override
  public String method() {
    return "Vector API, " + FLOATS.vectorBitSize() + " bits";
  }

  @Override
  public long flops() {
    return 2L * ACCUMULATORS * STEPS * FLOATS.length();
  }

  @Override
  public float multiplyAdd() {
    FloatVector scale = FloatVector.broadcast(FLOATS, 0.5f);
    FloatVector shift = FloatVector.broadcast(FLOATS, 0.25f);
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
    for (int step = 0; step < STEPS; step++) {
      a = a.fma(scale, shift);
      b = b.fma(scale, shift);
      c = c.fma(scale, shift);
      d = d.fma(scale, shift);
      e = e.fma(scale, shift);
      f = f.fma(scale, shift);
      g = g.fma(scale, shift);
      h = h.fma(scale, shift);
      i = i.fma(scale, shift);
      j = j.fma(scale, shift);
      k = k.fma(scale, shift);
      l = l.fma(scale, shift);
    }
    FloatVector sum = a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).add(k);
    return sum.add(l).reduceLanes(VectorOperators.ADD);
  }

  @Override
  public int read(int[] data) {
    IntVector a = IntVector.zero(INTS);
    IntVector b = a;
    IntVector c = a;
    IntVector d = a;
    int lanes = INTS.length();
    int bound = data.length - data.length % (4 * lanes);
    for (int i = 0; i < bound; i += 4 * lanes) {
      a = a.add(IntVector.fromArray(INTS, data, i));
      b = b.add(IntVector.fromArray(INTS, data, i + lanes));
      c = c.add(IntVector.fromArray(INTS, data, i + 2 * lanes));
      d = d.add(IntVector.fromArray(INTS, data, i + 3 * lanes));
    }
    int sum = a.add(b).add(c.add(d)).reduceLanes(VectorOperators.ADD);
    for (int i = bound; i < data.length; i++) {
      sum += data[i];
    }
    return sum;
  }
}
