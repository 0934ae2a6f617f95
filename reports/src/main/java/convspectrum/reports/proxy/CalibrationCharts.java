package convspectrum.reports.proxy;

import convspectrum.reports.chart.Axis;
import convspectrum.reports.chart.Chart;
import convspectrum.reports.chart.Point;
import convspectrum.reports.chart.Scale;
import convspectrum.reports.chart.Series;
import convspectrum.search.proxy.AccuracyProxies;
import convspectrum.search.proxy.calibrate.Agreement;
import convspectrum.search.proxy.calibrate.ScoredSample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Accuracy against scores, a picture each. */
public final class CalibrationCharts {
  /** Drawn of each column of accuracies, besides {@link #BASELINES}: those that rank best. */
  private static final int MOST = 6;

  private static final Set<String> BASELINES = Set.of("macs", AccuracyProxies.LIVE_MACS);

  /** Positive scores whose largest is this many times the least are drawn by their ratios. */
  private static final double WIDE = 100;

  private final ScoredSample sample;
  private final List<Agreement> agreements;
  private final int networks;

  /**
   * Pictures of a calibration.
   *
   * @param networks how many are drawn: the first of the sample
   */
  CalibrationCharts(ScoredSample sample, List<Agreement> agreements, int networks) {
    this.sample = sample;
    this.agreements = agreements;
    this.networks = networks;
  }

  /** Both baselines of MACs and the best proxies, for each column of accuracies. */
  List<Chart> all() {
    List<Chart> charts = new ArrayList<>();
    List<String> columns = agreements.stream().map(Agreement::accuracy).distinct().toList();
    for (int i = 0; i < columns.size(); i++) {
      String column = columns.get(i);
      for (Agreement shown : shown(column)) {
        charts.add(
            scatter(
                "scatter-%d-%s".formatted(i + 1, shown.name()), sample, column, shown, networks));
      }
    }
    return charts;
  }

  private List<Agreement> shown(String column) {
    List<Agreement> own =
        agreements.stream()
            .filter(one -> one.accuracy().equals(column))
            .filter(one -> !Double.isNaN(one.spearman().value()))
            .toList();
    List<Agreement> shown =
        new ArrayList<>(
            own.stream()
                .filter(one -> !ScoredSample.BASELINES.contains(one.name()))
                .sorted(
                    Comparator.comparingDouble((Agreement one) -> one.spearman().value())
                        .reversed())
                .limit(MOST)
                .toList());
    own.stream().filter(one -> BASELINES.contains(one.name())).forEach(shown::add);
    return shown;
  }

  /** Accuracy against one score, a point for each network that has a finite one. */
  public static Chart scatter(
      String name, ScoredSample sample, String column, Agreement agreement, int networks) {
    double[] scores = sample.scores(agreement.name());
    double[] accuracies = sample.accuracies(column);
    List<String> designs = sample.designs();
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < networks; i++) {
      if (Double.isFinite(scores[i])) {
        points.add(new Point(designs.get(i), scores[i], accuracies[i]));
      }
    }
    double least = points.stream().mapToDouble(Point::x).min().orElse(0);
    double most = points.stream().mapToDouble(Point::x).max().orElse(0);
    boolean wide = least > 0 && most >= WIDE * least;
    return new Chart(
        name,
        column + " against " + agreement.name(),
        "Each point is a trained network, %,d in all; Spearman %.3f over %,d."
            .formatted(
                points.size(), agreement.spearman().value(), sample.size() - agreement.undefined()),
        new Axis(agreement.name(), wide ? Scale.LOG10 : Scale.LINEAR),
        new Axis(column, Scale.LINEAR),
        List.of(new Series(agreement.name(), points, false)),
        List.of());
  }
}
