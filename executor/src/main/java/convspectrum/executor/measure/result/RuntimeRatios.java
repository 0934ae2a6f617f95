package convspectrum.executor.measure.result;

import convspectrum.executor.statistics.Bootstrap;
import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ratios of the times of two runtimes, from rounds in which both were timed.
 *
 * @param runtime the runtime whose time is the numerator
 * @param relativeTo the runtime whose time is the denominator: above 1, this one is faster
 * @param ratios one per design that was timed on both, in order
 * @param geometricMean geometric mean over the designs; empty if there are none
 */
public record RuntimeRatios(
    String runtime, String relativeTo, List<Ratio> ratios, Optional<Estimate> geometricMean) {
  public RuntimeRatios {
    ratios = List.copyOf(ratios);
  }

  /**
   * The ratio on one design.
   *
   * @param design its label
   * @param estimate median over placements of the median ratio of their rounds
   * @param rounds number of pairs
   */
  public record Ratio(String design, Estimate estimate, int rounds) {}

  /**
   * Compares every run except the first with the first. The runs come from one measuring by turns:
   * samples with the same index were taken in the same round.
   */
  public static List<RuntimeRatios> of(List<MeasurementRun> runs) {
    return runs.stream().skip(1).map(run -> of(run, runs.getFirst())).toList();
  }

  /** Divides the times of one run by those of another that took turns with it. */
  public static RuntimeRatios of(MeasurementRun above, MeasurementRun below) {
    Bootstrap bootstrap = above.protocol().bootstrap();
    List<Ratio> ratios = new ArrayList<>();
    List<double[]> series = new ArrayList<>();
    for (Measurement measurement : above.measurements()) {
      Optional<Measurement> other = below.measurement(measurement.design());
      if (other.isPresent()) {
        Samples pairs = measurement.samples().over(other.get().samples());
        ratios.add(new Ratio(measurement.design(), bootstrap.median(pairs), pairs.size()));
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

  /** Returns the ratio on a design, if it was timed on both runtimes. */
  public Optional<Ratio> ratio(String design) {
    return ratios.stream().filter(ratio -> ratio.design().equals(design)).findFirst();
  }
}
