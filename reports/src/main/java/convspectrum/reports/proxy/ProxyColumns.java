package convspectrum.reports.proxy;

import convspectrum.reports.table.Notes;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.proxy.Score;
import convspectrum.search.scoring.CalibratedProxies;
import convspectrum.search.scoring.DesignScores;
import java.util.stream.Collectors;

/** What tables of designs say of their accuracy proxies. */
public final class ProxyColumns {
  private ProxyColumns() {}

  /** A score as tables hold it: NaN where there is none. */
  public static double value(DesignScores scores, ComparedDesign design, String proxy) {
    return scores.score(design.label(), proxy).number().orElse(Double.NaN);
  }

  /** Why scores of a design are missing; empty where none is. */
  public static String reasons(DesignScores scores, ComparedDesign design) {
    return scores.proxies().stream()
        .map(proxy ->
            scores.score(design.label(), proxy) instanceof Score.Undefined(String reason)
                ? undefined(proxy, reason)
                : "")
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /** That a proxy is undefined for a row, and why. */
  public static String undefined(String proxy, String reason) {
    return "%s is undefined: %s.".formatted(proxy, reason);
  }

  /** These notes, with what the scores depend on, what they are worth, and which are missing. */
  public static Notes notes(Notes notes, DesignScores scores) {
    if (scores.proxies().isEmpty()) {
      return notes;
    }
    Notes more =
        notes
            .with("proxies", scores.conditions())
            .with("calibration", CalibratedProxies.bundled().sentence(scores.proxies()));
    for (String sentence : scores.missing()) {
      more = more.withWarning(sentence);
    }
    return more;
  }
}
