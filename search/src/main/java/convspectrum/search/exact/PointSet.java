package convspectrum.search.exact;

/**
 * Sums of parts of designs, in the order of their coordinates, each once, with the number of
 * choices that lead to it. Immutable.
 */
final class PointSet {
  static final PointSet EMPTY = new PointSet(0, new long[0], new long[0]);

  private final int dimensions;
  private final long[] values;
  private final long[] designs;

  /** Takes ownership of the arrays; point i has the values from {@code i * dimensions} on. */
  PointSet(int dimensions, long[] values, long[] designs) {
    this.dimensions = dimensions;
    this.values = values;
    this.designs = designs;
  }

  /** The number of points. */
  int size() {
    return designs.length;
  }

  long value(int point, int dimension) {
    return values[point * dimensions + dimension];
  }

  /** How many combinations of choices have this sum; {@code Long.MAX_VALUE} for more than that. */
  long designs(int point) {
    return designs[point];
  }

  /** The first point whose leading coordinates are not smaller than these. */
  int firstFrom(long[] wanted, int leading) {
    int low = 0;
    int high = size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(middle, wanted, leading) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Compares the leading coordinates of a point with these. */
  int compare(int point, long[] wanted, int leading) {
    for (int i = 0; i < leading; i++) {
      int order = Long.compare(value(point, i), wanted[i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
