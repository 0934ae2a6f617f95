package convspectrum.search.run;

import java.util.Map;

/**
 * What came of measuring afresh whatever may belong to the front.
 *
 * @param figure that was measured
 * @param indifference a share: of figures that differ by less, neither is better
 * @param most blocks after which those that are not clear yet are called equivalent
 * @param standings by the number of the design in the search
 */
public record FrontTrial(
    String figure, double indifference, int most, Map<Long, Standing> standings) {
  /** Below, a design does not belong to the front. */
  public static final double OUT = 0.05;

  /** Above, it does. */
  public static final double IN = 0.95;

  public FrontTrial {
    standings = Map.copyOf(standings);
  }

  /**
   * Of one design.
   *
   * @param probability that it belongs to the front
   * @param blocks in which it was measured
   */
  public record Standing(double probability, int blocks) {
    /** Whether measuring did not tell. */
    public boolean isEquivalent() {
      return probability >= OUT && probability <= IN;
    }
  }
}
