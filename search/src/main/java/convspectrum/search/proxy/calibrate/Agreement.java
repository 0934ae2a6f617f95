package convspectrum.search.proxy.calibrate;

/**
 * How one score agrees with one accuracy, over the networks that have it.
 *
 * @param accuracy the column of accuracies
 * @param name of the proxy
 * @param spearman rank correlation over the sample, with its 95 % interval
 * @param kendall Kendall's τ, in the same way
 * @param top Spearman over the fifth that is most accurate
 * @param overMacs Spearman of the proxy less that of MACs, over the same networks and resamples
 * @param overLiveMacs Spearman of the proxy less that of live MACs, likewise
 * @param topOverMacs Spearman of the proxy less that of MACs over the fifth that is most accurate
 * @param seconds the mean time per network; NaN where the proxy has no time of its own
 * @param undefined networks without a score, which are in none of the figures
 */
public record Agreement(
    String accuracy,
    String name,
    Estimate spearman,
    Estimate kendall,
    Estimate top,
    Estimate overMacs,
    Estimate overLiveMacs,
    Estimate topOverMacs,
    double seconds,
    int undefined) {

  /** A value with the ends of its bootstrap interval; NaN where there is none. */
  public record Estimate(double value, double low, double high) {
    static final Estimate NONE = new Estimate(Double.NaN, Double.NaN, Double.NaN);
  }
}
