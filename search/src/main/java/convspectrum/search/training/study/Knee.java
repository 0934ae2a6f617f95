package convspectrum.search.training.study;

import convspectrum.executor.statistics.Estimate;
import convspectrum.search.training.SeedSample;
import java.util.ArrayList;
import java.util.List;

/**
 * Where accuracy begins to fall faster than multiply-accumulates are saved. In a plot of accuracy
 * over the logarithm of the multiply-accumulates a line joins the first and the last design; the
 * knee is the design that is highest above the line (Satopää et al., Finding a "Kneedle" in a
 * Haystack, 2011). The height is computed for each seed, so that it has an interval: there is a
 * knee where that of the highest is above 0, and designs whose height cannot be told from the
 * highest may be the knee too.
 *
 * @param exists whether the highest design is surely above the line
 * @param height of the highest above the line, as a share of images; its interval holds together
 *     with those of the other designs
 * @param value where it is, by the parameter that varies
 * @param told the values that may be the knee, in their order
 */
public record Knee(boolean exists, Estimate height, String value, List<String> told) {
  /** Below this ratio of the first to the last there is nothing to save. */
  private static final double LEAST_SAVING = 1.2;

  public Knee {
    told = List.copyOf(told);
  }

  /** Whether a knee can be asked for: three designs or more, whose multiply-accumulates fall. */
  static boolean isAsked(List<StudiedDesign> designs) {
    return designs.size() > 2
        && (double) designs.getFirst().macs() / designs.getLast().macs() > LEAST_SAVING;
  }

  /**
   * The knee.
   *
   * @param designs in the order of the parameter that varies, for which {@link #isAsked} holds
   * @param accuracies of each design, for each of the same seeds
   * @param least the least standard deviation of an accuracy that is believed
   */
  static Knee of(List<StudiedDesign> designs, List<double[]> accuracies, double least) {
    List<double[]> heights = new ArrayList<>();
    int last = designs.size() - 1;
    double all = saved(designs, last);
    for (int i = 1; i < last; i++) {
      double share = saved(designs, i) / all;
      double[] own = accuracies.get(i).clone();
      for (int seed = 0; seed < own.length; seed++) {
        double first = accuracies.getFirst()[seed];
        own[seed] -= first + (accuracies.get(last)[seed] - first) * share;
      }
      heights.add(own);
    }
    Leaders leaders = Leaders.of(heights, least);
    Estimate height =
        SeedSample.mean(heights.get(leaders.leader()), Leaders.level(heights.size()), least);
    return new Knee(
        height.interval().isPresent() && height.low() > 0,
        height,
        designs.get(leaders.leader() + 1).value(),
        leaders.told().stream().map(place -> designs.get(place + 1).value()).toList());
  }

  private static double saved(List<StudiedDesign> designs, int place) {
    return Math.log((double) designs.getFirst().macs() / designs.get(place).macs());
  }
}
