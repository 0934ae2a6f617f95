package convspectrum.executor.vector.layout;

import convspectrum.executor.machine.Cache;
import convspectrum.executor.machine.Machine;

/**
 * The cache sizes of a core, which determine how much data a kernel processes at a time. The shares
 * were found on a core with 32 KiB and 1 MiB; they change the order of work, never a result.
 *
 * @param first bytes of the first-level data cache
 * @param second bytes of the second-level cache
 */
public record CacheSizes(int first, int second) {
  /** Sizes that most cores have at least, used if the machine does not report them. */
  private static final CacheSizes USUAL = new CacheSizes(32 << 10, 512 << 10);

  /** Largest size that counts, since a core cannot use all of a cache that many cores share. */
  private static final int MOST_SECOND = 2 << 20;

  public CacheSizes {
    if (first < 1 || second < first) {
      throw new IllegalArgumentException(
          "caches of %d and %d bytes; expected the second to be the larger"
              .formatted(first, second));
    }
  }

  /** Returns the sizes of this machine. */
  public static CacheSizes here() {
    return Here.SIZES;
  }

  /** Returns the sizes of a machine, or the usual ones if it does not report them. */
  public static CacheSizes of(Machine machine) {
    int first = bytes(machine, 1, USUAL.first());
    return new CacheSizes(
        first, Math.max(first, Math.min(bytes(machine, 2, USUAL.second()), MOST_SECOND)));
  }

  private static int bytes(Machine machine, int level, int otherwise) {
    return machine
        .dataCache(level)
        .map(Cache::bytes)
        .map(bytes -> (int) Math.min(bytes, MOST_SECOND))
        .orElse(otherwise);
  }

  /** Returns a number of eighths of the first-level cache, in bytes. */
  public int firstEighths(int eighths) {
    return Math.toIntExact((long) first * eighths / 8);
  }

  /** Returns a number of sixteenths of the second-level cache, in bytes. */
  public int secondSixteenths(int sixteenths) {
    return Math.toIntExact((long) second * sixteenths / 16);
  }

  /** Holder that reads the sizes once. */
  private static final class Here {
    static final CacheSizes SIZES = of(Machine.read());
  }
}
