package convspectrum.search.figure;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A figure that is made of others, relative to a sample of the space. The others are evaluated and
 * kept one by one; this one is worked out of them anew.
 */
public interface SummaryFigure extends Figure {
  /** What it is made of. */
  List<? extends Figure> parts();

  /** The designs that values are relative to. */
  List<SearchedDesign> sample();

  /**
   * Sets what values are relative to.
   *
   * @param sampled for each design of the sample the values of the parts, where there is one
   */
  void rankWithin(List<List<OptionalDouble>> sampled);

  /** Whether the sample is known. */
  boolean isRanked();

  /** The figure of a design of these parts. */
  double combine(List<OptionalDouble> values);
}
