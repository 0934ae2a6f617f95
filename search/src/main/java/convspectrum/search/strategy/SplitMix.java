package convspectrum.search.strategy;

/**
 * The generator SplitMix64 of Steele, Lea and Flood (OOPSLA 2014), implemented here so that a seed
 * gives the same numbers in every version of Java: a counter that grows by the golden ratio,
 * through Stafford's thirteenth mixer of 64 bits. Not for use by two threads at once.
 */
public final class SplitMix {
  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

  private long state;

  /** The stream of a seed. */
  public SplitMix(long seed) {
    this.state = mix(seed + GOLDEN_RATIO);
  }

  /** Uniform 64 bits. */
  public long nextLong() {
    state += GOLDEN_RATIO;
    return mix(state);
  }

  /**
   * A number from 0 to {@code bound} − 1, by multiplication and shift (Lemire, TOMACS 2019) of 32
   * bits: the bias is below bound / 2³².
   */
  public int nextInt(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound " + bound + "; expected 1 or more");
    }
    return (int) (((nextLong() >>> 32) * bound) >>> 32);
  }

  /** A number in [0, 1), with 53 random bits. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /** True with this probability. */
  public boolean chance(double probability) {
    return nextDouble() < probability;
  }

  private static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
