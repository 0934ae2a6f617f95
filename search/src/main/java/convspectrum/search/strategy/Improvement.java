package convspectrum.search.strategy;

import convspectrum.search.pareto.Front;
import convspectrum.search.pareto.Hypervolume;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How much a point would add to the hypervolume of a front. The reference point is the worst of the
 * front in each objective plus a tenth of the front's range.
 */
final class Improvement {
  private static final double MARGIN = 0.1;

  private final double[][] front;
  private final double[] reference;

  /**
   * The improvement upon these points.
   *
   * @param front points of which none beats another; at least one
   * @param scales a range for each objective, used where all points of the front are equal
   */
  Improvement(List<double[]> front, double[] scales) {
    this.front = sorted(front);
    this.reference = new double[scales.length];
    for (int i = 0; i < reference.length; i++) {
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      for (double[] point : this.front) {
        least = Math.min(least, point[i]);
        most = Math.max(most, point[i]);
      }
      reference[i] = most + MARGIN * (most > least ? most - least : scales[i]);
    }
  }

  private Improvement(List<double[]> front, Improvement upon) {
    this.front = sorted(front);
    this.reference = upon.reference;
  }

  private static double[][] sorted(List<double[]> front) {
    double[][] points = front.toArray(double[][]::new);
    Arrays.sort(points, Comparator.comparingDouble(point -> point[0]));
    return points;
  }

  /** The improvement upon the front with another point, up to the same reference. */
  Improvement with(double[] point) {
    List<double[]> points = new ArrayList<>();
    for (double[] other : front) {
      if (Front.covers(other, point)) {
        return this;
      }
      if (!Front.covers(point, other)) {
        points.add(other);
      }
    }
    points.add(point);
    return new Improvement(points, this);
  }

  /** The volume that a point adds; 0 where it is dominated. */
  double of(double[] point) {
    return switch (reference.length) {
      case 1 -> Math.max(0, Math.min(reference[0], front[0][0]) - point[0]);
      case 2 -> area(point[0], point[1]);
      default -> Hypervolume.gain(Arrays.asList(front), point, reference);
    };
  }

  /** The steps of the front to the right of x, as far as they are above y. */
  private double area(double x, double y) {
    if (x >= reference[0]) {
      return 0;
    }
    int next = 0;
    double height = reference[1];
    while (next < front.length && front[next][0] <= x) {
      height = Math.min(height, front[next++][1]);
    }
    double sum = 0;
    double left = x;
    while (y < height) {
      double right = next < front.length ? front[next][0] : reference[0];
      sum += (right - left) * (height - y);
      if (next == front.length) {
        break;
      }
      left = right;
      height = front[next++][1];
    }
    return sum;
  }
}
