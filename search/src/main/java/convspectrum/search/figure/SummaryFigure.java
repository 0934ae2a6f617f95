package convspectrum.search.figure;

import convspectrum.search.journal.Evaluation;
import java.util.List;

/** A figure that combines others, relative to a sample of the space. */
public interface SummaryFigure extends CombinedFigure {
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
}
