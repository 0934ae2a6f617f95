package convspectrum.reports.proxy;

import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.scoring.DesignScores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

  /** One for each proxy that designs were scored by. */
  public static List<ProxyScores> of(DesignScores scores, Designs designs) {
    List<ProxyScores> all = new ArrayList<>();
    for (String proxy : scores.proxies()) {
      Map<String, Double> byDesign = new LinkedHashMap<>();
      for (ComparedDesign design : designs.rows()) {
        double value = ProxyColumns.value(scores, design, proxy);
        if (!Double.isNaN(value)) {
          byDesign.put(design.label(), value);
        }
      }
      all.add(new ProxyScores(proxy, byDesign));
    }
    return all;
  }
}
