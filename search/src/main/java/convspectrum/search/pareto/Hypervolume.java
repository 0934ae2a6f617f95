package convspectrum.search.pareto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The hypervolume indicator of Zitzler and Thiele (PPSN 1998): the volume that some points
 * dominate, up to a reference point. Exact in any number of dimensions; a point that is not better
 * than the reference in every coordinate adds nothing.
 *
 * <p>In two dimensions, sorted by x: Σ (x_{i+1} − x_i) · (ref − min(y_1 … y_i)), with x_{n+1} the
 * reference. Beyond two, WFG (While, Bradstreet and Barone, IEEE TEC 2012): the volume is the sum
 * of what each point adds to those after it.
 */
public final class Hypervolume {
  private Hypervolume() {}

  /**
   * The volume that {@code points} dominate.
   *
   * @param points each with as many coordinates as the reference, minimised
   */
  public static double of(List<double[]> points, double[] reference) {
    List<double[]> inside = new ArrayList<>();
    for (double[] point : points) {
      if (point.length != reference.length) {
        throw new IllegalArgumentException(
            "a point of " + point.length + " coordinates, a reference of " + reference.length);
      }
      if (isBetter(point, reference)) {
        inside.add(point);
      }
    }
    return volume(inside, reference);
  }

  /** What {@code point} would add to the volume of {@code points}. */
  public static double gain(List<double[]> points, double[] point, double[] reference) {
    return isBetter(point, reference) ? exclusive(point, points, 0, reference) : 0;
  }

  private static boolean isBetter(double[] point, double[] reference) {
    for (int i = 0; i < point.length; i++) {
      if (!(point[i] < reference[i])) {
        return false;
      }
    }
    return true;
  }

  private static double volume(List<double[]> points, double[] reference) {
    if (points.isEmpty()) {
      return 0;
    }
    return switch (reference.length) {
      case 1 -> reference[0] - points.stream().mapToDouble(point -> point[0]).min().orElseThrow();
      case 2 -> area(points, reference);
      default -> {
        List<double[]> front = front(points);
        // Sorting by the last coordinate, worst first, makes the remaining sets shrink fastest.
        front.sort((a, b) -> Double.compare(b[b.length - 1], a[a.length - 1]));
        double sum = 0;
        for (int i = 0; i < front.size(); i++) {
          sum += exclusive(front.get(i), front, i + 1, reference);
        }
        yield sum;
      }
    };
  }

  /** The box of a point, less what the points from {@code start} on dominate of it. */
  private static double exclusive(
      double[] point, List<double[]> points, int start, double[] reference) {
    double box = 1;
    for (int i = 0; i < point.length; i++) {
      box *= reference[i] - point[i];
    }
    List<double[]> limited = new ArrayList<>();
    for (double[] other : points.subList(start, points.size())) {
      double[] worse = new double[point.length];
      for (int i = 0; i < worse.length; i++) {
        worse[i] = Math.max(point[i], other[i]);
      }
      if (isBetter(worse, reference)) {
        limited.add(worse);
      }
    }
    return box - volume(limited, reference);
  }

  private static List<double[]> front(List<double[]> points) {
    List<double[]> front = new ArrayList<>();
    for (double[] point : points) {
      if (front.stream().noneMatch(other -> Front.covers(other, point))) {
        front.removeIf(other -> Front.covers(point, other));
        front.add(point);
      }
    }
    return front;
  }

  private static double area(List<double[]> points, double[] reference) {
    double[][] sorted = points.toArray(double[][]::new);
    Arrays.sort(
        sorted, (a, b) -> a[0] == b[0] ? Double.compare(a[1], b[1]) : Double.compare(a[0], b[0]));
    double sum = 0;
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < sorted.length; i++) {
      best = Math.min(best, sorted[i][1]);
      double next = i + 1 < sorted.length ? sorted[i + 1][0] : reference[0];
      sum += (next - sorted[i][0]) * (reference[1] - best);
    }
    return sum;
  }
}
