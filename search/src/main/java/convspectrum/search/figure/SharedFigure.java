package convspectrum.search.figure;

import convspectrum.search.work.FilesToSend;
import convspectrum.search.work.SpacePart;
import convspectrum.search.work.Work;
import java.io.Serializable;

/**
 * A figure that other machines can compute. What they send is kept, and {@link #of} then gives the
 * figure without computing it.
 *
 * @param <R> what they send of a design
 */
public interface SharedFigure<R extends Serializable> extends Figure {
  /**
   * What they have to do.
   *
   * @param space whose designs they are
   * @param threads that compute one design there
   * @param files takes what they have to read
   */
  Work<R> work(SpacePart space, int threads, FilesToSend files);

  /** Whether nothing has to be computed of a design. */
  boolean isKnown(SearchedDesign design);

  /** Keeps what another machine computed of a design. */
  void know(SearchedDesign design, R result);
}
