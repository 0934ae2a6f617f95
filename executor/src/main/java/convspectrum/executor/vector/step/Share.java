package convspectrum.executor.vector.step;

/**
 * The share of one part in a number of items. Start and end are two calls and not one record: steps
 * run often, and it would depend on the compiler whether a record is allocated.
 */
public final class Share {
  private Share() {}

  /** Start of the share of a part; that of the part after the last is {@code count}. */
  public static int start(int count, int part, int parts) {
    return (int) ((long) count * part / parts);
  }
}
