package convspectrum.reports;

import java.util.Map;

/**
 * What one accuracy proxy says of designs.
 *
 * @param name of the proxy
 * @param byDesign scores by label of the row; none of a row that it could not score
 */
public record ProxyScores(String name, Map<String, Double> byDesign) {
  /** Copies. */
  public ProxyScores {
    byDesign = Map.copyOf(byDesign);
  }
}
