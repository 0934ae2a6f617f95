package convspectrum.search.exact;

import convspectrum.search.additive.Scope;
import java.util.List;
import java.util.Optional;
import java.util.function.LongBinaryOperator;

/**
 * The best sums of a part of the design for each combination of the parameters of a scope.
 * Immutable.
 *
 * @param scope the parameters that the rest of the design shares with this part
 * @param sets the sums for each combination of the scope
 * @param origin how it came from other parts; empty for a term of the figures
 */
record Potential(Scope scope, List<PointSet> sets, Optional<Elimination> origin) {
  PointSet at(int[] chosen) {
    return sets.get(scope.index(chosen));
  }

  /** The number of points in all sets. */
  long points() {
    return sets.stream().mapToLong(PointSet::size).sum();
  }

  /** Points in a set, in the mean. */
  double meanSize() {
    return Math.max(1.0, (double) points() / sets.size());
  }

  /** The least value of a coordinate in any set; 0 where all are empty. */
  long least(int dimension) {
    return extreme(dimension, Math::min);
  }

  /** The largest value of a coordinate in any set; 0 where all are empty. */
  long largest(int dimension) {
    return extreme(dimension, Math::max);
  }

  private long extreme(int dimension, LongBinaryOperator better) {
    boolean found = false;
    long extreme = 0;
    for (PointSet set : sets) {
      for (int point = 0; point < set.size(); point++) {
        long value = set.value(point, dimension);
        extreme = found ? better.applyAsLong(value, extreme) : value;
        found = true;
      }
    }
    return extreme;
  }
}
