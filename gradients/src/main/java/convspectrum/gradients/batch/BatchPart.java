package convspectrum.gradients.batch;

/**
 * One of the parts into which a batch is cut by samples, with what its program needs of the others:
 * their sums, for norms over the whole batch. All parts have the same number of samples. Sums are
 * taken in the order of the parts, whichever is first.
 *
 * <p>A pass of a part runs up to where it needs the others' values: it {@link #offer offers} its
 * own, all parts meet, and then it reads {@link #all}. Who runs the parts sees to the meetings.
 */
public final class BatchPart {
  /** The values of two meetings in turn: a part may offer while others still read the last. */
  private final double[][][] meetings;

  private final int index;
  private int meeting;
  private boolean drops;
  private long draw;

  private BatchPart(double[][][] meetings, int index) {
    this.meetings = meetings;
    this.index = index;
  }

  /** A batch that is not cut. */
  public static BatchPart whole() {
    return parts(1)[0];
  }

  /** Cuts a batch. */
  public static BatchPart[] parts(int count) {
    double[][][] meetings = new double[2][count][];
    BatchPart[] parts = new BatchPart[count];
    for (int i = 0; i < count; i++) {
      parts[i] = new BatchPart(meetings, i);
    }
    return parts;
  }

  /** Number of parts. */
  public int count() {
    return meetings[0].length;
  }

  /** Number of this part, from 0 on. */
  public int index() {
    return index;
  }

  /** Whether elements are dropped in the next pass. */
  public boolean drops() {
    return drops;
  }

  /** What decides, with the position of an element, whether it is dropped. */
  public long draw() {
    return draw;
  }

  /** From the next pass on drops elements as {@code draw} decides. */
  public void drop(long draw) {
    this.drops = true;
    this.draw = draw;
  }

  /** From the next pass on drops nothing. */
  public void dropNothing() {
    drops = false;
  }

  /** Begins a pass, of which there may be another that failed. All parts begin before any meets. */
  public void begin() {
    meeting = 0;
  }

  /** Gives the others the values of this part, which the caller no longer changes. */
  public void offer(double[] values) {
    meetings[meeting & 1][index] = values;
  }

  /** After all parts have met: what they offered, in their order. */
  public double[][] all() {
    return meetings[meeting++ & 1];
  }
}
