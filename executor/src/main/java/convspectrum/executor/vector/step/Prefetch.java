package convspectrum.executor.vector.step;

import convspectrum.executor.vector.layout.CacheSizes;
import convspectrum.executor.vector.layout.FeatureMap;

/**
 * Loads rows of large maps into the cache in the order of their lines, which the hardware
 * prefetches. Kernels step from pixel to pixel, which it does not, and a store waits for its line
 * like a load. The gain is 5 % of ResNet-50, 3 % of Xception, up to 20 % of a grouped convolution.
 */
public final class Prefetch {
  /** Smallest size in bytes: smaller maps are in the second-level cache. */
  private static int leastBytes(CacheSizes caches) {
    return caches.secondSixteenths(6);
  }

  private static final int LINE = Memory.ALIGNMENT;

  private final FeatureMap map;
  private final boolean large;

  /** Sum of the loaded values, or the compiler would remove the loads. */
  private float seen;

  public Prefetch(FeatureMap map) {
    this.map = map;
    this.large = (long) map.row() * map.height() * Float.BYTES > leastBytes(CacheSizes.here());
  }

  /** Loads rows {@code from} until {@code to}; {@code shift} as in {@link RowStep#rows}. */
  public void rows(Memory memory, int n, int from, int to, int shift) {
    if (large) {
      int start = map.at(n, from, 0) + shift;
      seen = lines(memory.values(), start, start + (to - from) * map.row());
    }
  }

  private static float lines(float[] values, int from, int to) {
    int end = Math.min(to, values.length);
    float sum = 0;
    for (int i = from; i < end; i += LINE) {
      sum += values[i];
    }
    return sum;
  }

  /** Returns the sum that keeps the loads. */
  float seen() {
    return seen;
  }
}
