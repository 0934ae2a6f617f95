package convspectrum.executor.vector.step;

/**
 * The share of one part in a number of things to do. Where it starts and ends are two calls, not a
 * record of both: steps run often, and it would depend on the compiler whether they allocate.
 */
public final class Share {
  private Share() {}

  /** Where the share of a part starts; that of the part after the last is {@code count}. */
  public static int start(int count, int part, int parts) {
    return (int) ((long) count * part / parts);
  }
}
