package convspectrum.search.exact;

import convspectrum.search.additive.AdditiveFigure;
import convspectrum.search.additive.Exclusion;
import convspectrum.search.strategy.Encoding;
import convspectrum.search.strategy.EncodingSpace;
import java.util.List;

/**
 * What is asked of a space.
 *
 * @param space all encodings
 * @param exclusions which of them denote no design
 * @param objectives figures to minimise; none to count the designs that keep the bounds
 * @param bounds that every design of the answer keeps
 */
public record ExactProblem(
    EncodingSpace space,
    List<Exclusion> exclusions,
    List<AdditiveFigure> objectives,
    List<Bound> bounds) {
  public ExactProblem {
    exclusions = List.copyOf(exclusions);
    objectives = List.copyOf(objectives);
    bounds = List.copyOf(bounds);
  }

  /** The same space, asked for something else. */
  public ExactProblem with(List<AdditiveFigure> others, List<Bound> otherBounds) {
    return new ExactProblem(space, exclusions, others, otherBounds);
  }

  /** Whether an encoding denotes a design that keeps the bounds. */
  public boolean admits(Encoding encoding) {
    return exclusions.stream().noneMatch(one -> one.excludes(encoding))
        && bounds.stream().allMatch(one -> one.figure().of(encoding) <= one.most());
  }
}
