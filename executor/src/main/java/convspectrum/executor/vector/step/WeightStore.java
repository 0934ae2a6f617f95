package convspectrum.executor.vector.step;

import java.util.Arrays;

/** Collects packed weights into one array, in the order of use. */
public final class WeightStore {
  private float[] values = new float[1 << 12];
  private int size = Memory.FIRST;

  /** Reserves zeros from a cache line's boundary on; returns their start. */
  public int reserve(int count) {
    int start =
        Math.ceilDiv(size - Memory.FIRST, Memory.ALIGNMENT) * Memory.ALIGNMENT + Memory.FIRST;
    size = Math.addExact(start, count);
    if (size > values.length) {
      values =
          Arrays.copyOf(
              values, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(size, 2L * values.length)));
    }
    return start;
  }

  /** Sets a reserved value. */
  public void set(int index, float value) {
    values[index] = value;
  }

  /** Returns all weights, with room at the end for a register that reads beyond it. */
  public float[] toArray() {
    return Arrays.copyOf(values, size + Memory.ALIGNMENT);
  }
}
