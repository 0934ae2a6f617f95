package convspectrum.cli.proxy;

import convspectrum.reports.proxy.ProxyTables;
import convspectrum.search.proxy.Score;
import convspectrum.search.scoring.NetworkScores;
import convspectrum.search.scoring.ProxyScorer;
import convspectrum.search.scoring.ScoringOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Scores with several seeds as rows of a table: means and spreads. */
final class ScoreRows {
  private ScoreRows() {}

  /** A row for each proxy, of scores as other machines send them. */
  static List<ProxyTables.ModelScore> of(
      String model, List<NetworkScores> runs, ScoringOptions scoring) {
    return of(model, runs.stream().map(run -> scored(run, scoring)).toList());
  }

  /** What cannot be scored at all has no score by any proxy. */
  private static List<ProxyScorer.Scored> scored(NetworkScores run, ScoringOptions scoring) {
    return run.failure().isEmpty()
        ? run.scored(scoring.proxies())
        : scoring.proxies().stream()
            .map(proxy -> new ProxyScorer.Scored(proxy, new Score.Undefined(run.failure()), 0))
            .toList();
  }

  /**
   * A row for each proxy.
   *
   * @param model what was scored
   * @param runs the scores with each seed, at least one
   */
  static List<ProxyTables.ModelScore> of(String model, List<List<ProxyScorer.Scored>> runs) {
    List<ProxyTables.ModelScore> rows = new ArrayList<>();
    for (int p = 0; p < runs.getFirst().size(); p++) {
      int proxy = p;
      rows.add(row(model, runs.stream().map(run -> run.get(proxy)).toList()));
    }
    return rows;
  }

  private static ProxyTables.ModelScore row(String model, List<ProxyScorer.Scored> runs) {
    double seconds =
        runs.stream().mapToDouble(ProxyScorer.Scored::seconds).average().orElse(Double.NaN);
    String name = runs.getFirst().proxy().name();
    List<String> reasons =
        runs.stream()
            .map(ProxyScorer.Scored::score)
            .flatMap(score -> score.undefined().stream())
            .toList();
    if (!reasons.isEmpty()) {
      // A mean over the other seeds would look like that of a network that always has a score.
      String reason =
          reasons.size() == runs.size()
              ? reasons.getFirst()
              : "by %d of %d seeds: %s".formatted(reasons.size(), runs.size(), reasons.getFirst());
      return new ProxyTables.ModelScore(model, name, Double.NaN, Double.NaN, seconds, reason);
    }
    double[] values = runs.stream().flatMapToDouble(run -> run.score().number().stream()).toArray();
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    double spread = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : Double.NaN;
    return new ProxyTables.ModelScore(model, name, mean, spread, seconds, "");
  }
}
