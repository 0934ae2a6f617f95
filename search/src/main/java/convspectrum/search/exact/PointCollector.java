package convspectrum.search.exact;

import java.util.Arrays;
import java.util.BitSet;

/** Collects points, of which those that are beaten are forgotten again and again. */
final class PointCollector {
  private static final int FEWEST = 1 << 14;

  private final Dimensions dimensions;
  private final int size;
  private long[] values;
  private long[] designs;
  private int points;

  /** The number of points at which beaten ones are forgotten. */
  private int full = FEWEST;

  PointCollector(Dimensions dimensions) {
    this.dimensions = dimensions;
    this.size = dimensions.size();
    this.values = new long[16 * size];
    this.designs = new long[16];
  }

  /** Adds a point with these values, of so many combinations of choices. */
  void add(long[] point, long count) {
    if (points == full) {
      prune();
      full = Math.max(FEWEST, 2 * points);
    }
    if (points == designs.length) {
      designs = Arrays.copyOf(designs, 2 * points);
      values = Arrays.copyOf(values, 2 * points * size);
    }
    System.arraycopy(point, 0, values, points * size, size);
    designs[points++] = count;
  }

  /** The number of points that are held. */
  int held() {
    return points;
  }

  /** The points that no other beats. */
  PointSet set() {
    prune();
    return points == 0
        ? PointSet.EMPTY
        : new PointSet(size, Arrays.copyOf(values, points * size), Arrays.copyOf(designs, points));
  }

  private void prune() {
    int[] order = RunSort.order(values, size, points);
    long[] sorted = new long[points * size];
    long[] counts = new long[points];
    int distinct = 0;
    for (int point : order) {
      int from = point * size;
      int last = (distinct - 1) * size;
      if (distinct > 0 && Arrays.equals(values, from, from + size, sorted, last, last + size)) {
        counts[distinct - 1] = Saturated.plus(counts[distinct - 1], designs[point]);
      } else {
        System.arraycopy(values, from, sorted, distinct * size, size);
        counts[distinct++] = designs[point];
      }
    }
    BitSet kept = Dominance.unbeaten(dimensions, sorted, distinct);
    points = 0;
    for (int i = kept.nextSetBit(0); i >= 0; i = kept.nextSetBit(i + 1)) {
      System.arraycopy(sorted, i * size, values, points * size, size);
      designs[points++] = counts[i];
    }
  }
}
