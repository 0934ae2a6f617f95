package convspectrum.search.exact;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * Joins parts of the design that share a parameter, over all its choices. Sums that break a bound
 * whatever the rest of the design is are left out. A bounded coordinate that keeps its bound
 * whatever the rest is does not matter any more, and is set to one value, so that it does not keep
 * points apart.
 */
final class Elimination {
  private final Dimensions dimensions;
  private final OptionalInt parameter;
  private final int choices;
  private final List<Potential> inputs;
  private final long[] limit;
  private final long[] floor;

  /**
   * An elimination.
   *
   * @param parameter what disappears; nothing at the end, where parts without parameters are joined
   * @param choices of the parameter; 1 where there is none
   * @param inputs the parts that depend on it
   * @param others the parts that do not
   */
  Elimination(
      Dimensions dimensions,
      OptionalInt parameter,
      int choices,
      List<Potential> inputs,
      List<Potential> others) {
    this.dimensions = dimensions;
    this.parameter = parameter;
    this.choices = choices;
    this.inputs = inputs;
    this.limit = new long[dimensions.size()];
    this.floor = new long[dimensions.size()];
    for (int i = 0; i < limit.length; i++) {
      int dimension = i;
      boolean bounded = dimensions.most(i) != Long.MAX_VALUE;
      long least = others.stream().mapToLong(one -> one.least(dimension)).sum();
      long largest = others.stream().mapToLong(one -> one.largest(dimension)).sum();
      limit[i] = bounded ? Saturated.minus(dimensions.most(i), least) : Long.MAX_VALUE;
      floor[i] =
          bounded && i >= dimensions.objectives()
              ? Saturated.minus(dimensions.most(i), largest)
              : Long.MIN_VALUE;
    }
  }

  OptionalInt parameter() {
    return parameter;
  }

  int choices() {
    return choices;
  }

  List<Potential> inputs() {
    return inputs;
  }

  /**
   * The sums for one combination of the other parameters.
   *
   * @param chosen the choices by parameter; that of the eliminated one is overwritten
   * @param most how many points may be held
   */
  PointSet sums(int[] chosen, long most) throws InterruptedException {
    PointCollector sums = new PointCollector(dimensions);
    for (int choice = 0; choice < choices; choice++) {
      choose(chosen, choice);
      List<PointSet> sets =
          inputs.stream()
              .map(one -> one.at(chosen))
              .sorted(Comparator.comparingInt(PointSet::size))
              .toList();
      if (sets.getFirst().size() > 0) {
        PointSet partial = sets.getFirst();
        for (int i = 1; i < sets.size() - 1; i++) {
          PointCollector sum = new PointCollector(dimensions);
          add(partial, sets.get(i), false, sum, most);
          partial = sum.set();
        }
        PointSet rest = sets.size() == 1 ? zero() : sets.getLast();
        add(partial, rest, true, sums, most);
      }
    }
    return sums.set();
  }

  /** Sets the choice of the eliminated parameter. */
  void choose(int[] chosen, int choice) {
    parameter.ifPresent(index -> chosen[index] = choice);
  }

  private PointSet zero() {
    return new PointSet(dimensions.size(), new long[dimensions.size()], new long[] {1});
  }

  private void add(PointSet a, PointSet b, boolean complete, PointCollector sums, long most)
      throws InterruptedException {
    long[] sum = new long[dimensions.size()];
    for (int i = 0; i < a.size(); i++) {
      for (int j = 0; j < b.size(); j++) {
        for (int d = 0; d < sum.length; d++) {
          sum[d] = a.value(i, d) + b.value(j, d);
        }
        if (!complete || admit(sum)) {
          sums.add(sum, Saturated.times(a.designs(i), b.designs(j)));
        }
      }
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while sums are formed");
      }
      if (sums.held() > most) {
        throw new FrontTooLargeException(ExactSolver.tooLarge());
      }
    }
  }

  /** Whether a sum may keep the bounds; coordinates that certainly do are set to one value. */
  boolean admit(long[] sum) {
    for (int i = 0; i < sum.length; i++) {
      if (sum[i] > limit[i]) {
        return false;
      }
      sum[i] = Math.max(sum[i], floor[i]);
    }
    return true;
  }

  /** Adds a point to a sum, or takes it away where the sign is −1. */
  static void plus(long[] sum, PointSet set, int point, int sign) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += sign * set.value(point, i);
    }
  }
}
