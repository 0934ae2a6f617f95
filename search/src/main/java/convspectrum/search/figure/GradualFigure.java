package convspectrum.search.figure;

import java.util.List;

/**
 * An expensive figure that less work estimates, such as the accuracy after fewer epochs, so that
 * successive halving can leave out designs before all of the work is done.
 */
public interface GradualFigure extends Figure {
  /**
   * Figures that estimate this one, by their work, the least first; this one is not among them.
   *
   * @param factor by how much the work grows from each to the next, and from the last to this one,
   *     at least
   */
  List<? extends GradualFigure> estimates(int factor);

  /** The work for a design, in a unit that all estimates share, such as steps. */
  long work();
}
