package convspectrum.executor.vector.step;

/**
 * The memory that the steps of a program use.
 *
 * @param values the arena of all feature maps and matrices
 * @param weights packed weights
 */
@SuppressWarnings("ArrayRecordComponent") // buffers, compared by nobody
public record Memory(float[] values, float[] weights) {
  /**
   * Index of the first value. The array's header has 16 bytes, so this is the first index that can
   * be on a cache line's boundary, if the array is.
   */
  public static final int FIRST = 12;

  /** Unit to which every position is rounded up: a cache line of 64 bytes. */
  public static final int ALIGNMENT = 16;
}
