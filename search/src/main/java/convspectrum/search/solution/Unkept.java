package convspectrum.search.solution;

import convspectrum.search.exact.Bound;
import convspectrum.search.exact.ExactSolver;
import convspectrum.search.figure.Constraint;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Bounds that no design keeps together, and what the least is that can be had.
 *
 * @param constraints as users wrote them
 * @param bounds the same in integers, in this order
 */
record Unkept(List<Constraint> constraints, List<Bound> bounds, ExactSolver solver) {

  /** The error that says what the bounds would have to be. */
  UnkeptException exception(BigInteger designs) throws InterruptedException {
    List<String> alone = new ArrayList<>();
    List<String> together = new ArrayList<>();
    for (int i = 0; i < bounds.size(); i++) {
      Bound bound = bounds.get(i);
      OptionalLong least = solver.least(bound.figure(), List.of());
      if (least.orElseThrow() > bound.most()) {
        alone.add(possible(constraints.get(i), "that is possible", least.getAsLong()));
      }
      List<Bound> others = new ArrayList<>(bounds);
      others.remove(i);
      OptionalLong beside = solver.least(bound.figure(), others);
      if (beside.isPresent()) {
        together.add(possible(constraints.get(i), "beside the others", beside.getAsLong()));
      }
    }
    String all = "%,d designs".formatted(designs);
    return new UnkeptException(
        alone.isEmpty()
            ? "none of %s keeps all constraints, though each leaves some. %s"
                .formatted(
                    all,
                    together.isEmpty() ? "Loosen several of them" : String.join(". Or: ", together))
            : "none of %s keeps the constraints. %s".formatted(all, String.join(". ", alone)));
  }

  private static String possible(Constraint constraint, String where, long least) {
    double value = SpaceSums.shown(constraint, least);
    return "'%s': %s".formatted(constraint.text(), constraint.extreme(where, value));
  }
}
