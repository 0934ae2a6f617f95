package convspectrum.executor.measure.result;

import convspectrum.executor.statistics.Bootstrap;
import convspectrum.executor.statistics.Interval;
import convspectrum.executor.statistics.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How two runtimes compare, from rounds in which both were timed.
 *
 * @param runtime the one whose time is above the line
 * @param relativeTo the one whose time is below it: above 1, this one is faster
 * @param ratios one per design that both were timed on, in order
 * @param geometricMean over the designs; none where there are none
 */
public record RuntimeRatios(
    String runtime, String relativeTo, List<Ratio> ratios, Optional<Estimate> geometricMean) {
  public RuntimeRatios {
    ratios = List.copyOf(ratios);
  }

  /**
   * A ratio.
   *
   * @param value median over placements of the median ratio of their rounds, or geometric mean of
   *     such medians
   * @param interval its 95 % interval
   */
  public record Estimate(double value, Interval interval) {}

  /**
   * The ratio on one design.
   *
   * @param design its label
   * @param estimate the ratio
   * @param rounds how many pairs
   */
  public record Ratio(String design, Estimate estimate, int rounds) {}

  /**
   * Compares every run but the first with the first. The runs come from one call of {@link
   * QuickMeasuring#measure}: samples of the same index were taken in the same round.
   */
  public static List<RuntimeRatios> of(List<MeasurementRun> runs) {
    return runs.stream().skip(1).map(run -> of(run, runs.getFirst())).toList();
  }

  private static RuntimeRatios of(MeasurementRun above, MeasurementRun below) {
    Bootstrap bootstrap = above.protocol().bootstrap();
    List<Ratio> ratios = new ArrayList<>();
    List<double[]> series = new ArrayList<>();
    for (Measurement measurement : above.measurements()) {
      Optional<Measurement> other = below.measurement(measurement.design());
      if (other.isPresent()) {
        Samples pairs = measurement.samples().over(other.get().samples());
        Estimate estimate = new Estimate(pairs.median(), bootstrap.median(pairs));
        ratios.add(new Ratio(measurement.design(), estimate, pairs.size()));
        series.add(pairs.figures());
      }
    }
    return new RuntimeRatios(
        above.conditions().runtime(),
        below.conditions().runtime(),
        ratios,
        ratios.isEmpty() ? Optional.empty() : Optional.of(mean(ratios, series, bootstrap)));
  }

  private static Estimate mean(List<Ratio> ratios, List<double[]> series, Bootstrap bootstrap) {
    double logarithms =
        ratios.stream().mapToDouble(ratio -> Math.log(ratio.estimate().value())).sum();
    return new Estimate(
        Math.exp(logarithms / ratios.size()), bootstrap.geometricMeanOfMedians(series));
  }

  /** The ratio on a design, if both were timed on it. */
  public Optional<Ratio> ratio(String design) {
    return ratios.stream().filter(ratio -> ratio.design().equals(design)).findFirst();
  }
}
