package convspectrum.reports.proxy;

import convspectrum.reports.table.Notes;
import convspectrum.search.design.Candidate;
import convspectrum.search.scoring.CalibratedProxies;
import convspectrum.search.scoring.CandidateScores;

/** What tables of candidates say of their accuracy proxies. */
public final class ProxyColumns {
  private ProxyColumns() {}

  /** A score as tables hold it: NaN where there is none. */
  public static double value(CandidateScores scores, Candidate candidate, String proxy) {
    return scores.score(candidate.label(), proxy).number().orElse(Double.NaN);
  }

  /** These notes, with what the scores depend on, what they are worth, and which are missing. */
  public static Notes notes(Notes notes, CandidateScores scores) {
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
