package convspectrum.executor.machine;

/**
 * One kind of cache of the machine.
 *
 * @param level 1, 2, 3, …
 * @param kind what it holds
 * @param bytes size of one instance
 * @param sharedBy logical cores that share one instance
 * @param instances number of such caches on the machine
 */
public record Cache(int level, Kind kind, long bytes, int sharedBy, int instances) {
  /** What a cache holds. */
  public enum Kind {
    /** Data only: L1d. */
    DATA,
    /** Instructions only: L1i. */
    INSTRUCTION,
    /** Both, as L2 and L3 usually do. */
    UNIFIED
  }

  public Cache {
    if (level < 1 || bytes < 1 || sharedBy < 1 || instances < 1) {
      throw new IllegalArgumentException(
          "L%d cache of %d bytes, %d sharing, %d instances; expected all at least 1"
              .formatted(level, bytes, sharedBy, instances));
    }
  }

  /** Returns the usual label: L1d, L1i, L2 or L3. */
  public String label() {
    return "L"
        + level
        + switch (kind) {
          case DATA -> "d";
          case INSTRUCTION -> "i";
          case UNIFIED -> "";
        };
  }
}
