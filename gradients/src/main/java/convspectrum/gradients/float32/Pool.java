package convspectrum.gradients.float32;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * Arrays that are used again, by their length: one pool per thread, so that one network's memory
 * serves the next, given up where memory runs short.
 */
final class Pool {
  private static final ThreadLocal<SoftReference<Pool>> OF_THREAD =
      ThreadLocal.withInitial(() -> new SoftReference<>(new Pool()));

  private final Map<Integer, ArrayDeque<float[]>> free = new HashMap<>();

  /** The pool of this thread. */
  static Pool ofThread() {
    Pool pool = OF_THREAD.get().get();
    if (pool == null) {
      pool = new Pool();
      OF_THREAD.set(new SoftReference<>(pool));
    }
    return pool;
  }

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
