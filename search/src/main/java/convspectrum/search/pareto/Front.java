package convspectrum.search.pareto;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Dominance and fronts. Points are arrays of equal length, every coordinate minimised. */
public final class Front {
  private Front() {}

  /** Whether {@code a} is at least as good as {@code b} in every coordinate and better in one. */
  public static boolean dominates(double[] a, double[] b) {
    boolean better = false;
    for (int i = 0; i < a.length; i++) {
      if (!(a[i] <= b[i])) {
        return false;
      }
      better |= a[i] < b[i];
    }
    return better;
  }

  /** Whether {@code a} is at least as good as {@code b} in every coordinate. */
  public static boolean covers(double[] a, double[] b) {
    for (int i = 0; i < a.length; i++) {
      if (!(a[i] <= b[i])) {
        return false;
      }
    }
    return true;
  }

  /**
   * The points that no other dominates, as indices in the order of their first coordinate (then the
   * others, then the index). Points with equal coordinates are all in. A point with a coordinate
   * that is not finite is never in.
   */
  public static List<Integer> of(List<double[]> points) {
    Comparator<Integer> lexicographic = (a, b) -> compare(points.get(a), points.get(b));
    List<Integer> order =
        IntStream.range(0, points.size())
            .filter(i -> isFinite(points.get(i)))
            .boxed()
            .sorted(lexicographic.thenComparing(Comparator.naturalOrder()))
            .toList();
    // After sorting, only an earlier point can dominate a later one.
    List<Integer> front = new ArrayList<>();
    for (int index : order) {
      double[] point = points.get(index);
      boolean beaten = false;
      for (int i = front.size() - 1; i >= 0 && !beaten; i--) {
        beaten = dominates(points.get(front.get(i)), point);
      }
      if (!beaten) {
        front.add(index);
      }
    }
    return front;
  }

  private static int compare(double[] a, double[] b) {
    for (int i = 0; i < a.length; i++) {
      int order = Double.compare(a[i], b[i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static boolean isFinite(double[] point) {
    for (double value : point) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
