package convspectrum.spec.tensor;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Independent random streams: one per seed and place, whatever the order in which they are used.
 */
final class RandomStream {
  private RandomStream() {}

  /** The stream of one place, given by two numbers. */
  static RandomGenerator of(long seed, int major, int minor) {
    long state = mix(seed + 0x9E3779B97F4A7C15L);
    state = mix(state + major);
    return new SplittableRandom(mix(state + minor));
  }

  static float[] normal(RandomGenerator random, int count, double mean, double deviation) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (mean + deviation * random.nextGaussian());
    }
    return values;
  }

  static float[] uniform(RandomGenerator random, int count, double low, double high) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble(low, high);
    }
    return values;
  }

  /** Whole numbers from 0 to {@code end}, exclusive. */
  static float[] integers(RandomGenerator random, int count, int end) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextInt(end);
    }
    return values;
  }

  /**
   * The finaliser of MurmurHash3: a bijection in which every input bit reaches every output bit.
   */
  private static long mix(long bits) {
    long z = (bits ^ (bits >>> 33)) * 0xFF51AFD7ED558CCDL;
    z = (z ^ (z >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return z ^ (z >>> 33);
  }
}
