package convspectrum.search.exact;

import java.util.Arrays;

/**
 * Sorts points by their coordinates, by merging the runs that are in order already: sums of a
 * sorted set and one point are such a run.
 */
final class RunSort {
  private final int dimensions;
  private final long[] values;

  private RunSort(int dimensions, long[] values) {
    this.dimensions = dimensions;
    this.values = values;
  }

  /** The points in order; the first coordinate counts most. Equal points keep their order. */
  static int[] order(long[] values, int dimensions, int points) {
    return new RunSort(dimensions, values).sorted(points);
  }

  private int[] sorted(int points) {
    int[] order = new int[points];
    Arrays.setAll(order, i -> i);
    int[] starts = runs(points);
    int[] other = new int[points];
    int runs = starts.length - 1;
    while (runs > 1) {
      int merged = 0;
      for (int run = 0; run < runs; run += 2) {
        int from = starts[run];
        int middle = starts[run + 1];
        int to = run + 2 <= runs ? starts[run + 2] : middle;
        merge(order, from, middle, to, other);
        starts[merged++] = from;
      }
      starts[merged] = points;
      runs = merged;
      int[] swap = order;
      order = other;
      other = swap;
    }
    return order;
  }

  /** Where the runs begin, and the number of points at the end. */
  private int[] runs(int points) {
    int[] starts = new int[16];
    int runs = 0;
    for (int i = 0; i < points; i++) {
      if (i == 0 || compare(i - 1, i) > 0) {
        if (runs + 1 == starts.length) {
          starts = Arrays.copyOf(starts, 2 * starts.length);
        }
        starts[runs++] = i;
      }
    }
    int[] all = Arrays.copyOf(starts, runs + 1);
    all[runs] = points;
    return all;
  }

  private void merge(int[] order, int from, int middle, int to, int[] into) {
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      if (right == to || left < middle && compare(order[left], order[right]) <= 0) {
        into[i] = order[left++];
      } else {
        into[i] = order[right++];
      }
    }
  }

  private int compare(int a, int b) {
    int atA = a * dimensions;
    int atB = b * dimensions;
    for (int i = 0; i < dimensions; i++) {
      int order = Long.compare(values[atA + i], values[atB + i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
