package convspectrum.executor.runtime;

import convspectrum.spec.fault.FailedRunException;
import java.util.Locale;

/** A network computed a place to gather from that its table does not have. */
public final class PlaceException extends FailedRunException {
  private static final long serialVersionUID = 1L;

  private PlaceException(String message) {
    super(message);
  }

  /**
   * The place counted from the front.
   *
   * @param node the name of the node that gathers
   * @param place a whole number; a negative one counts from the end
   * @param size number of places
   * @throws PlaceException where there is no such place
   */
  public static int requireInside(String node, double place, int size) {
    // Written so that NaN is refused.
    if (!(place >= -size && place < size)) {
      throw new PlaceException(
          String.format(
              Locale.ROOT,
              "%s: place %s of an axis of size %d; expected -%d to %d; try other inputs",
              node,
              place == (long) place ? Long.toString((long) place) : Double.toString(place),
              size,
              size,
              size - 1));
    }
    int whole = (int) place;
    return whole < 0 ? whole + size : whole;
  }
}
