package convspectrum.search.figure;

import convspectrum.search.journal.Evaluation;
import java.util.List;

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
   * @param sampled for each design of the sample the evaluations of the parts
   */
  void rankWithin(List<List<Evaluation>> sampled);

  /** Whether the sample is known. */
  boolean isRanked();

  /**
   * The figure of a design whose parts have these values; none where it needs one that is missing.
   */
  Evaluation combine(List<Evaluation> values);
}
