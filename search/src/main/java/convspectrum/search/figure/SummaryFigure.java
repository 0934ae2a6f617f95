package convspectrum.search.figure;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A figure that combines others, relative to a sample of the space. The others are evaluated and
 * stored one by one; this one is computed from them each time.
 */
public interface SummaryFigure extends Figure {
  /** The figures that it combines. */
  List<? extends Figure> parts();

  /** The designs of the sample that values are relative to. */
  List<SearchedDesign> sample();

  /**
   * Sets the sample that values are relative to.
   *
   * @param sampled for each design of the sample the values of the parts, where there is one
   */
  void rankWithin(List<List<OptionalDouble>> sampled);

  /** Whether the sample is known. */
  boolean isRanked();

  /** The figure of a design whose parts have these values. */
  double combine(List<OptionalDouble> values);
}
