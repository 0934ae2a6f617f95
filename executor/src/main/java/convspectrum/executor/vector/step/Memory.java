package convspectrum.executor.vector.step;

/**
 * What the steps of a program work on.
 *
 * @param values the arena of all feature maps and matrices
 * @param weights packed weights
 */
@SuppressWarnings("ArrayRecordComponent") // buffers, compared by nobody
public record Memory(float[] values, float[] weights) {
  /**
   * Index of the first value: the array's header is 16 bytes long, so this is the first that can
   * lie on a cache line's boundary, if the array does.
   */
  public static final int FIRST = 12;

  /** What every place is rounded up to: a cache line of 64 bytes. */
  public static final int ALIGNMENT = 16;
}
