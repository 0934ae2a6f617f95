package convspectrum.reports.claim;

import convspectrum.executor.statistics.Estimate;
import convspectrum.reports.chart.Axis;
import convspectrum.reports.chart.Chart;
import convspectrum.reports.chart.Guide;
import convspectrum.reports.chart.Palette;
import convspectrum.reports.chart.Point;
import convspectrum.reports.chart.Scale;
import convspectrum.reports.chart.Series;
import convspectrum.search.claim.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * The interval of each claim against its band and the published value. Ratios are drawn by their
 * logarithms; what may be negative, as a correlation may, has a picture of its own.
 */
final class ClaimCharts {
  /** How far from the middle of a claim's place its first and its last point are. */
  private static final double ASIDE = 0.22;

  private final List<Claim> claims;
  private final List<RuntimeVerdicts> runtimes;

  ClaimCharts(List<Claim> claims, List<RuntimeVerdicts> runtimes) {
    this.claims = claims;
    this.runtimes = runtimes;
  }

  /** One picture for each kind of value that there is, ratios first. */
  List<Chart> all() {
    List<Chart> charts = new ArrayList<>();
    List<Claim> ratios = claims.stream().filter(this::isRatio).toList();
    List<Claim> others = claims.stream().filter(claim -> !isRatio(claim)).toList();
    if (!ratios.isEmpty()) {
      charts.add(
          chart("ratios", "Ratios against their bands", ratios, new Axis("value", Scale.LOG2)));
    }
    if (!others.isEmpty()) {
      charts.add(
          chart(
              "correlations",
              others.stream().allMatch(claim -> claim.value().correlates())
                  ? "Correlations against their bands"
                  : "Values against their bands",
              others,
              new Axis("value", Scale.LINEAR)));
    }
    return charts;
  }

  /** Whether all that is drawn of a claim is above 0. */
  private boolean isRatio(Claim claim) {
    DoubleStream.Builder drawn = DoubleStream.builder();
    DoubleStream.of(claim.atLeast(), claim.atMost()).filter(Double::isFinite).forEach(drawn);
    claim.publishedValue().ifPresent(drawn);
    for (RuntimeVerdicts runtime : runtimes) {
      runtime.of(claim).value().ifPresent(value -> drawn.add(point(claim, 0, value).low()));
    }
    return !claim.value().correlates() && drawn.build().allMatch(value -> value > 0);
  }

  private Chart chart(String name, String title, List<Claim> shown, Axis y) {
    List<Series> series = new ArrayList<>();
    List<Point> published = new ArrayList<>();
    List<Guide> bands = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      Claim claim = shown.get(i);
      bands.add(new Guide.Band("band", i, claim.atLeast(), claim.atMost()));
      OptionalDouble value = claim.publishedValue();
      if (value.isPresent()) {
        published.add(new Point(claim.id(), i + aside(0), value.getAsDouble()));
      }
    }
    if (!published.isEmpty()) {
      series.add(new Series("published", published, false, Palette.DESIGNS, 0));
    }
    for (int r = 0; r < runtimes.size(); r++) {
      RuntimeVerdicts runtime = runtimes.get(r);
      List<Point> points = new ArrayList<>();
      for (int i = 0; i < shown.size(); i++) {
        Claim claim = shown.get(i);
        double x = i + aside(r + 1);
        runtime.of(claim).value().ifPresent(value -> points.add(point(claim, x, value)));
      }
      series.add(new Series(runtime.name(), points, false, Palette.runtime(r), r + 1));
    }
    return new Chart(
        name,
        title,
        "The value of each claim with its 95 % interval on this machine, the band that reproduces"
            + " it, fixed before measuring, and what is published, where that is a number.",
        Axis.of("claim", shown.stream().map(Claim::id).toList()),
        y,
        series,
        bands);
  }

  /** Where in the place of a claim a series stands. */
  private double aside(int series) {
    return runtimes.isEmpty() ? 0 : ASIDE * (2.0 * series / runtimes.size() - 1);
  }

  private static Point point(Claim claim, double x, Estimate value) {
    double y = value.value();
    return value
        .interval()
        .map(interval ->
            new Point(claim.id(), x, y, Math.min(interval.low(), y), Math.max(interval.high(), y)))
        .orElse(new Point(claim.id(), x, y));
  }
}
