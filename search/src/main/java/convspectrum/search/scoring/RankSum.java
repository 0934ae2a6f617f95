package convspectrum.search.scoring;

import convspectrum.search.proxy.AccuracyProxies;
import convspectrum.search.proxy.AccuracyProxy;
import convspectrum.search.proxy.Score;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Several proxies as one: Σ ln((r + ½) / (n + 1)), where r is a design's mid-rank within a sample
 * of n designs of its space: the number below it plus half of those equal. Since the sample is
 * scored first and stays, a design's score does not depend on what else is evaluated.
 */
public final class RankSum {
  /**
   * The terms of the default, chosen on evidence: see the design record on the default rank-sum.
   */
  public static final List<String> DEFAULT_TERMS =
      List.of("macs", "naswot", "synflow", "jacob_cov");

  /** The default number of designs in the sample. */
  public static final int DEFAULT_SAMPLE = 200;

  private final List<AccuracyProxy> terms;

  /** The sorted scores of the sample, per term. */
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
      double[] values = new double[sample.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = value(sample.get(i).get(term));
      }
      Arrays.sort(values);
      samples.add(values);
    }
  }

  /** The proxies of the default. */
  public static List<AccuracyProxy> defaultTerms() {
    return DEFAULT_TERMS.stream().map(AccuracyProxies::named).toList();
  }

  /** An undefined score ranks lowest, together with −∞. */
  private static double value(Score score) {
    OptionalDouble number = score.number();
    return number.orElse(Double.NEGATIVE_INFINITY);
  }

  /** The rank-sum of a design, from its scores by the terms. */
  public double score(List<Score> scores) {
    double sum = 0;
    for (int term = 0; term < samples.size(); term++) {
      double[] sample = samples.get(term);
      double rank = midRank(sample, value(scores.get(term)));
      sum += Math.log((rank + 0.5) / (sample.length + 1));
    }
    return sum;
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
