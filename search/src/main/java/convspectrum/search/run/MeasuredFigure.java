package convspectrum.search.run;

import convspectrum.executor.statistics.Estimate;
import convspectrum.search.figure.Figure;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.journal.Evaluation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A figure that is measured for several designs together, beside a baseline, and never while this
 * process does anything else. The note of an evaluation has its {@linkplain MeasuredRounds rounds}.
 */
public interface MeasuredFigure extends Figure {
  /**
   * Measures designs of different keys in one group.
   *
   * @param known results of earlier groups, by key
   * @return the outcome of each, by its key, and others that are to be stored
   * @throws InterruptedException where the thread is interrupted; a part of a group is not kept
   */
  Map<String, Evaluation> measure(
      List<SearchedDesign> designs, Function<String, Optional<Evaluation>> known)
      throws InterruptedException;

  /** The figure with its interval; a missing figure is NaN, without one. */
  static Estimate estimate(Evaluation evaluation) {
    return evaluation.number().isEmpty()
        ? new Estimate(Double.NaN, Optional.empty())
        : MeasuredRounds.of(evaluation).estimate(evaluation.orNaN());
  }

  @Override
  default boolean isCheap() {
    return false;
  }

  @Override
  default double of(SearchedDesign design) {
    throw new UnsupportedOperationException(name() + " is measured in groups");
  }
}
