package convspectrum.search.exact;

import convspectrum.search.strategy.EncodingSpace;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Which parameter is eliminated next. The work is the number of combinations around the parameter
 * times the sizes of the sets that are added. Sums of two large sets are dear, so of parameters
 * that cost about as much beside their largest set, the one with the largest set is next: the front
 * then grows from one end of a chain.
 */
final class EliminationOrder {
  /** Up to this factor two costs are about the same. */
  private static final double ABOUT = 2;

  private EliminationOrder() {}

  private record Candidate(int parameter, double cost, double largest) {}

  static int next(EncodingSpace space, Collection<Integer> open, List<Potential> parts) {
    List<Candidate> candidates =
        open.stream().map(parameter -> candidate(space, parameter, parts)).toList();
    double least = candidates.stream().mapToDouble(Candidate::cost).min().orElseThrow();
    return candidates.stream()
        .filter(one -> one.cost() <= ABOUT * least)
        .reduce((a, b) -> b.largest() > a.largest() ? b : a)
        .orElseThrow()
        .parameter();
  }

  private static Candidate candidate(EncodingSpace space, int parameter, List<Potential> parts) {
    TreeSet<Integer> around = new TreeSet<>();
    double product = 1;
    double largest = 1;
    for (Potential part : parts) {
      if (part.scope().contains(parameter)) {
        around.addAll(part.scope().parameters());
        product *= part.meanSize();
        largest = Math.max(largest, part.meanSize());
      }
    }
    return new Candidate(parameter, combinations(space, around) * product / largest, largest);
  }

  /** The number of combinations of choices. */
  static double combinations(EncodingSpace space, Collection<Integer> parameters) {
    return parameters.stream().mapToDouble(space::choices).reduce(1, (a, b) -> a * b);
  }
}
