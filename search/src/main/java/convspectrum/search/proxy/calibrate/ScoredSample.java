package convspectrum.search.proxy.calibrate;

import convspectrum.search.proxy.AccuracyProxies;
import convspectrum.search.proxy.AccuracyProxy;
import convspectrum.search.proxy.Score;
import convspectrum.search.scoring.ProxyScorer.Scored;
import convspectrum.search.scoring.RankSum;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Networks of a table that were scored, in the order of drawing: their accuracies beside their
 * scores.
 */
public final class ScoredSample {
  /** Name of the default rank-sum, whose sample are the first networks. */
  public static final String RANK_SUM = "rank-sum";

  /** Proxies that every calibration scores: what the others have to beat. */
  public static final List<String> BASELINES =
      List.of("params", "macs", AccuracyProxies.LIVE_PARAMS, AccuracyProxies.LIVE_MACS);

  private final AccuracyTable table;
  private final TableDesigns designs;
  private final List<String> names;
  private final List<Integer> rows;
  private final List<List<Scored>> scores;
  private double[] rankSum = {};

  ScoredSample(
      AccuracyTable table,
      TableDesigns designs,
      List<AccuracyProxy> proxies,
      List<Integer> rows,
      List<List<Scored>> scores) {
    this.table = table;
    this.designs = designs;
    this.names = proxies.stream().map(AccuracyProxy::name).toList();
    this.rows = List.copyOf(rows);
    this.scores = List.copyOf(scores);
  }

  /** The number of networks. */
  public int size() {
    return rows.size();
  }

  /** The lines of the table that the networks stand in. */
  public List<Integer> lines() {
    return rows.stream().map(table::line).toList();
  }

  /** The networks, by their choices. */
  public List<String> designs() {
    return rows.stream().map(row -> designs.design(table, row).toString()).toList();
  }

  /** The accuracies in a column. */
  public double[] accuracies(String column) {
    return rows.stream().mapToDouble(row -> table.number(row, column)).toArray();
  }

  /** The noise ceiling of a column; {@code runs} as in {@link NoiseCeiling#of}. */
  public NoiseCeiling ceiling(String column, List<String> runs) {
    return NoiseCeiling.of(table, rows, column, runs);
  }

  /** The proxies that were scored. */
  public List<String> proxies() {
    return names;
  }

  /** Whether the terms of the default rank-sum were scored. */
  public boolean hasRankSum() {
    return size() > 0 && names.containsAll(RankSum.DEFAULT_TERMS);
  }

  /**
   * The scores by a proxy, or {@link #RANK_SUM}; NaN where there is none.
   *
   * @throws IllegalArgumentException where it was not scored
   */
  public double[] scores(String name) {
    if (name.equals(RANK_SUM) && hasRankSum()) {
      if (rankSum.length == 0) {
        rankSum = rankSum();
      }
      return rankSum.clone();
    }
    int column = index(name);
    return scores.stream()
        .mapToDouble(row -> row.get(column).score().number().orElse(Double.NaN))
        .toArray();
  }

  private int index(String name) {
    int index = names.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(name + " was not scored; got " + names);
    }
    return index;
  }

  private double[] rankSum() {
    List<Integer> columns = RankSum.DEFAULT_TERMS.stream().map(names::indexOf).toList();
    List<List<Score>> terms =
        scores.stream()
            .map(row -> columns.stream().map(column -> row.get(column).score()).toList())
            .toList();
    int sample = Math.min(RankSum.DEFAULT_SAMPLE, terms.size());
    RankSum sum = new RankSum(RankSum.defaultTerms(), terms.subList(0, sample));
    return terms.stream().mapToDouble(row -> sum.score(row).number().orElse(Double.NaN)).toArray();
  }

  /** The mean time of a score in seconds; NaN of the rank-sum, which has none of its own. */
  private double seconds(String name) {
    if (name.equals(RANK_SUM)) {
      return Double.NaN;
    }
    int column = index(name);
    return scores.stream().mapToDouble(row -> row.get(column).seconds()).average().orElse(0);
  }

  /**
   * How scores agree with accuracies: those of the first column, then of the next.
   *
   * @param columns of accuracies
   * @param shown proxies, and {@link #RANK_SUM}
   * @param seed of the resamples
   * @param progress is called after each of them
   */
  public List<Agreement> agreements(
      List<String> columns, List<String> shown, long seed, IntConsumer progress) {
    double[] macs = scores("macs");
    double[] live = scores(AccuracyProxies.LIVE_MACS);
    List<Agreement> agreements = new ArrayList<>();
    for (String column : columns) {
      Agreements correlated = new Agreements(column, accuracies(column), macs, live, seed);
      for (String name : shown) {
        agreements.add(correlated.of(name, scores(name), seconds(name)));
        progress.accept(agreements.size());
      }
    }
    return agreements;
  }

  /** How many networks each proxy has no score for, and why, a sentence for each. */
  public List<String> missing() {
    List<String> sentences = new ArrayList<>();
    for (int p = 0; p < names.size(); p++) {
      int column = p;
      List<String> reasons =
          scores.stream()
              .map(row -> row.get(column).score())
              .flatMap(score -> score.undefined().stream())
              .toList();
      if (!reasons.isEmpty()) {
        sentences.add(
            "%s: undefined for %d of %d networks, which are not ranked; of the first: %s."
                .formatted(names.get(p), reasons.size(), scores.size(), reasons.getFirst()));
      }
    }
    return sentences;
  }
}
