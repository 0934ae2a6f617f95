package convspectrum.search.scoring;

import convspectrum.search.proxy.AccuracyProxies;
import convspectrum.search.proxy.AccuracyProxy;
import convspectrum.search.proxy.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Several proxies as one: Σ w ln((r + ½) / (n + 1)), where w is the weight of a proxy and r a
 * design's mid-rank within a sample of n designs of its space: the number below it plus half of
 * those equal. Since the sample is scored first and stays, a design's score does not depend on what
 * else is evaluated.
 *
 * <p>Ranks are among the designs that a proxy is defined for. A design without a score by one of
 * the terms has no rank-sum; a term that no design of the sample has a score by ranks nothing, and
 * is left out for all.
 */
public final class RankSum {
  /**
   * The terms of the default, chosen on evidence: see the design record on the default rank-sum.
   */
  public static final List<String> DEFAULT_TERMS =
      List.of("live_macs", "live_units", "synflow", "jacob_excess");

  /**
   * Rises whenever designs get other rank-sums by the same scores: a search that goes on from its
   * journal would leave the path that it took. 2: the rank of {@code jacob_cov} ends at the median;
   * 3: other terms, with weights.
   */
  public static final int VERSION = 3;

  /** The weights that are not 1, from the same record. */
  private static final Map<String, Integer> WEIGHTS =
      Map.of("live_macs", 3, "live_units", 2, "jacob_excess", 3);

  /** The default number of designs in the sample. */
  public static final int DEFAULT_SAMPLE = 200;

  private final List<AccuracyProxy> terms;

  /** The sorted scores of the sample, per term; empty for a term that is left out. */
  private final List<double[]> samples = new ArrayList<>();

  /**
   * A rank-sum.
   *
   * @param terms the proxies
   * @param sample the scores of each design of the sample, in the order of the terms
   */
  public RankSum(List<AccuracyProxy> terms, List<List<Score>> sample) {
    this.terms = List.copyOf(terms);
    for (int term = 0; term < terms.size(); term++) {
      int column = term;
      samples.add(
          sample.stream()
              .flatMapToDouble(scores -> scores.get(column).number().stream())
              .sorted()
              .toArray());
    }
  }

  /** The proxies of the default. */
  public static List<AccuracyProxy> defaultTerms() {
    return DEFAULT_TERMS.stream().map(AccuracyProxies::named).toList();
  }

  /** The rank-sum of a design, from its scores by the terms. */
  public Score score(List<Score> scores) {
    double sum = 0;
    int ranked = 0;
    for (int term = 0; term < samples.size(); term++) {
      double[] sample = samples.get(term);
      if (sample.length > 0) {
        switch (scores.get(term)) {
          case Score.Undefined(String reason) -> {
            return new Score.Undefined(terms.get(term).name() + ": " + reason);
          }
          case Score.Value(double value) ->
              sum +=
                  weight(terms.get(term).name())
                      * Math.log((midRank(sample, value) + 0.5) / (sample.length + 1));
        }
        ranked++;
      }
    }
    return ranked == 0
        ? new Score.Undefined("no design of the sample has a score by any of its terms")
        : Score.of(sum);
  }

  /** The terms that no design of the sample has a score by. */
  public List<String> leftOut() {
    List<String> names = new ArrayList<>();
    for (int term = 0; term < samples.size(); term++) {
      if (samples.get(term).length == 0) {
        names.add(terms.get(term).name());
      }
    }
    return List.copyOf(names);
  }

  /** That terms are left out, as the end of a sentence; empty where none is. */
  String without() {
    return leftOut().isEmpty()
        ? ""
        : ", without %s, which none of them has".formatted(String.join(", ", leftOut()));
  }

  /** The weight of a term. */
  static int weight(String proxy) {
    return WEIGHTS.getOrDefault(proxy, 1);
  }

  private static double midRank(double[] sorted, double value) {
    int below = 0;
    int equal = 0;
    for (double other : sorted) {
      below += other < value ? 1 : 0;
      equal += other == value ? 1 : 0;
    }
    return below + equal / 2.0;
  }
}
