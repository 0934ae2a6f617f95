package convspectrum.search.solution;

import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an exact search covered.
 *
 * @param designs of the space, all of which are covered
 * @param isCounted whether {@code designs} is their number, or a lower bound of it
 * @param goals the sums that were solved, such as {@code macs:min}
 * @param bounds the constraints that were solved, as the user wrote them
 * @param isWhole whether the front of the goals is the front of the search
 * @param points of the front of the goals, which differ in their figures
 * @param tied designs of these points; {@code Long.MAX_VALUE} for that many or more
 * @param listed how many designs were handed on
 * @param near what was handed on beside the front; empty where that is the whole result
 * @param positions of which the figures are sums
 * @param tabulated designs from which the tables were made and checked
 * @param checked designs drawn at random that agreed with the finished tables
 * @param isCheckedWhole whether these are all designs of the space
 * @param isKept whether an earlier search made the tables of the figures that are counted
 * @param compared of tables that were not made now, the number of designs drawn at random that were
 *     asked for the figure themselves and agreed, by the name of the figure
 */
public record Certificate(
    BigInteger designs,
    boolean isCounted,
    List<String> goals,
    List<String> bounds,
    boolean isWhole,
    long points,
    long tied,
    long listed,
    Optional<Near> near,
    int positions,
    int tabulated,
    int checked,
    boolean isCheckedWhole,
    boolean isKept,
    Map<String, Integer> compared) {
  public Certificate {
    goals = List.copyOf(goals);
    bounds = List.copyOf(bounds);
    compared = Collections.unmodifiableMap(new LinkedHashMap<>(compared));
  }

  /**
   * Designs near the front.
   *
   * @param within the distance up to which all designs are handed on, as a share of the range of
   *     each goal on the front
   * @param inside how many these are
   * @param next a larger distance, up to which only some are
   * @param beyond how many there are up to that distance; {@code Long.MAX_VALUE} for that many or
   *     more, and for too many to be counted
   */
  public record Near(double within, long inside, double next, long beyond) {}
}
