package convspectrum.gradients.training;

import java.util.SplittableRandom;

/** Random numbers of a training, each by the seed and what it is for. */
final class Shuffle {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Shuffle() {}

  /** The generator of a purpose, which two numbers tell apart. */
  static SplittableRandom random(long seed, long purpose, long place) {
    return new SplittableRandom(mixed(mixed(seed + GOLDEN) + mixed(purpose) * 31 + place));
  }

  /** The numbers 0 to {@code count} − 1 in random order (Fisher and Yates). */
  static int[] order(int count, SplittableRandom random) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** The finaliser of MurmurHash3. */
  private static long mixed(long bits) {
    long z = (bits ^ (bits >>> 33)) * 0xFF51AFD7ED558CCDL;
    z = (z ^ (z >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return z ^ (z >>> 33);
  }
}
