package convspectrum.search.exact;

import convspectrum.search.additive.AdditiveFigure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The coordinates of points: the objectives first, then the figures that are bounded and no
 * objectives.
 */
final class Dimensions {
  private final int objectives;
  private final List<AdditiveFigure> figures;
  private final long[] most;
  private final long[] slack;

  /**
   * The coordinates of a problem.
   *
   * @param slack for each objective, by how much a point has to be beaten to be left out
   */
  Dimensions(ExactProblem problem, long[] slack) {
    this.objectives = problem.objectives().size();
    this.figures = new ArrayList<>(problem.objectives());
    problem.bounds().stream()
        .map(Bound::figure)
        .filter(figure -> !figures.contains(figure))
        .distinct()
        .forEach(figures::add);
    this.most = new long[figures.size()];
    Arrays.fill(most, Long.MAX_VALUE);
    for (Bound bound : problem.bounds()) {
      int dimension = figures.indexOf(bound.figure());
      most[dimension] = Math.min(most[dimension], bound.most());
    }
    this.slack = Arrays.copyOf(slack, figures.size());
  }

  /** The number of coordinates. */
  int size() {
    return figures.size();
  }

  /** How many of them, from the first on, are objectives. */
  int objectives() {
    return objectives;
  }

  List<AdditiveFigure> figures() {
    return figures;
  }

  /** The largest value that a coordinate of a design may have. */
  long most(int dimension) {
    return most[dimension];
  }

  /** By how much a point has to be beaten in a coordinate; 0 where there is no tolerance. */
  long slack(int dimension) {
    return slack[dimension];
  }
}
