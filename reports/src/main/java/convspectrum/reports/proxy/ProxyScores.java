package convspectrum.reports.proxy;

import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.proxy.Score;
import convspectrum.search.scoring.DesignScores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one accuracy proxy says of designs.
 *
 * @param name of the proxy
 * @param byDesign scores by label of the row; none of a row that it is undefined for
 * @param reasons why it is undefined, by label of the row
 */
public record ProxyScores(String name, Map<String, Double> byDesign, Map<String, String> reasons) {
  /** Copies. */
  public ProxyScores {
    byDesign = Map.copyOf(byDesign);
    reasons = Map.copyOf(reasons);
  }

  /** One for each proxy that designs were scored by. */
  public static List<ProxyScores> of(DesignScores scores, Designs designs) {
    List<ProxyScores> all = new ArrayList<>();
    for (String proxy : scores.proxies()) {
      Map<String, Double> byDesign = new LinkedHashMap<>();
      Map<String, String> reasons = new LinkedHashMap<>();
      for (ComparedDesign design : designs.rows()) {
        switch (scores.score(design.label(), proxy)) {
          case Score.Value(double value) -> byDesign.put(design.label(), value);
          case Score.Undefined(String reason) -> reasons.put(design.label(), reason);
        }
      }
      all.add(new ProxyScores(proxy, byDesign, reasons));
    }
    return all;
  }
}
