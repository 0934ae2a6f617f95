package convspectrum.executor.gradient.float32;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/** Arrays that are used again, by their length. */
final class Pool {
  private final Map<Integer, ArrayDeque<float[]>> free = new HashMap<>();

  /** An array of this length, whatever it holds. */
  float[] take(int length) {
    ArrayDeque<float[]> arrays = free.get(length);
    return arrays == null || arrays.isEmpty() ? new float[length] : arrays.pop();
  }

  /** Gives an array back. */
  void give(float[] array) {
    free.computeIfAbsent(array.length, _ -> new ArrayDeque<>()).push(array);
  }
}
