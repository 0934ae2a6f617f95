package convspectrum.search.figure;

import convspectrum.search.journal.Evaluation;
import java.util.List;

/**
 * A figure that combines others. The others are evaluated and stored one by one; this one is
 * computed from them each time.
 */
public interface CombinedFigure extends Figure {
  /** The figures that it combines, at least one. */
  List<? extends Figure> parts();

  /**
   * The figure of a design whose parts have these values; none where it needs one that is missing.
   */
  Evaluation combine(List<Evaluation> values);

  @Override
  default boolean isCheap() {
    return false;
  }

  @Override
  default double of(SearchedDesign design) {
    throw new IllegalStateException(name() + " is combined of its parts");
  }
}
