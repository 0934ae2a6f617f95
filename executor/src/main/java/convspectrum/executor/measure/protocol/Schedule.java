package convspectrum.executor.measure.protocol;

/**
 * The order of the designs in each round: the Williams design (Australian Journal of Scientific
 * Research A2, 1949), a Latin square that is balanced for carry-over. In n rounds each of n designs
 * is once at every position, so that drift within a round affects all designs equally. Over n
 * rounds (2n for odd n) each design follows every other equally often, so that what it leaves in
 * the caches affects all equally. In a mere rotation each would always follow the same one.
 */
public final class Schedule {
  private Schedule() {}

  /**
   * Returns the designs, 0 to n−1, in the order of a round.
   *
   * @param round number of the round, from 0
   */
  public static int[] order(int n, int round) {
    int[] order = new int[n];
    for (int position = 0; position < n; position++) {
      // 0, n-1, 1, n-2, 2, …: neighbours differ by every non-zero amount modulo n.
      int first = position % 2 == 0 ? position / 2 : n - 1 - position / 2;
      order[position] = (first + round) % n;
    }
    boolean mirrored = n % 2 == 1 && round / n % 2 == 1; // odd n: backwards in every other square
    return mirrored ? reversed(order) : order;
  }

  private static int[] reversed(int[] order) {
    int[] reversed = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      reversed[i] = order[order.length - 1 - i];
    }
    return reversed;
  }
}
