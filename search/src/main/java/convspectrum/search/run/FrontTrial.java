package convspectrum.search.run;

import java.util.List;
import java.util.Map;

/**
 * The result of measuring again all designs that may belong to the front.
 *
 * @param figures that were measured
 * @param indifference a share: of figures that differ by less, neither is better
 * @param most groups after which designs that are still not clear are called equivalent
 * @param standings by the number of the design in the search
 */
public record FrontTrial(
    List<String> figures, double indifference, int most, Map<Long, Standing> standings) {
  /** Below this probability, a design does not belong to the front. */
  public static final double OUT = 0.05;

  /** Above this probability, a design belongs to the front. */
  public static final double IN = 0.95;

  public FrontTrial {
    figures = List.copyOf(figures);
    standings = Map.copyOf(standings);
  }

  /**
   * The outcome for one design.
   *
   * @param probability that it belongs to the front
   * @param keeps the probability that it keeps the constraints on measured figures; 1 if there are
   *     none
   * @param groups number of groups in which it was measured
   */
  public record Standing(double probability, double keeps, int groups) {
    /** Whether the measurements did not decide. */
    public boolean isEquivalent() {
      return probability >= OUT && probability <= IN;
    }
  }
}
