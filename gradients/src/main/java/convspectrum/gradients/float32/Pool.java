package convspectrum.gradients.float32;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * Arrays for reuse, by their length. There is one pool per thread, so that the next network uses
 * the memory of the last one; the pool is emptied if memory runs short.
 */
final class Pool {
  private static final ThreadLocal<SoftReference<Pool>> OF_THREAD =
      ThreadLocal.withInitial(() -> new SoftReference<>(new Pool()));

  private final Map<Integer, ArrayDeque<float[]>> free = new HashMap<>();

  /** Returns the pool of this thread. */
  static Pool ofThread() {
    Pool pool = OF_THREAD.get().get();
    if (pool == null) {
      pool = new Pool();
      OF_THREAD.set(new SoftReference<>(pool));
    }
    return pool;
  }

  /** Returns an array of this length with any content. */
  float[] take(int length) {
    ArrayDeque<float[]> arrays = free.get(length);
    return arrays == null || arrays.isEmpty() ? new float[length] : arrays.pop();
  }

  /** Returns an array to the pool. */
  void give(float[] array) {
    free.computeIfAbsent(array.length, _ -> new ArrayDeque<>()).push(array);
  }
}
