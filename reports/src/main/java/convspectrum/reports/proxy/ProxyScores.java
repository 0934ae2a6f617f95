package convspectrum.reports.proxy;

import convspectrum.search.design.Candidate;
import convspectrum.search.design.Candidates;
import convspectrum.search.scoring.CandidateScores;
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

  /** One for each proxy that candidates were scored by. */
  public static List<ProxyScores> of(CandidateScores scores, Candidates candidates) {
    List<ProxyScores> all = new ArrayList<>();
    for (String proxy : scores.proxies()) {
      Map<String, Double> byDesign = new LinkedHashMap<>();
      for (Candidate candidate : candidates.rows()) {
        double value = ProxyColumns.value(scores, candidate, proxy);
        if (!Double.isNaN(value)) {
          byDesign.put(candidate.label(), value);
        }
      }
      all.add(new ProxyScores(proxy, byDesign));
    }
    return all;
  }
}
