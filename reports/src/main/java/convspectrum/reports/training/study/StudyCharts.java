package convspectrum.reports.training.study;

import convspectrum.executor.statistics.Estimate;
import convspectrum.reports.chart.Axis;
import convspectrum.reports.chart.Chart;
import convspectrum.reports.chart.Guide;
import convspectrum.reports.chart.Palette;
import convspectrum.reports.chart.Point;
import convspectrum.reports.chart.Scale;
import convspectrum.reports.chart.Series;
import convspectrum.search.training.study.DifferenceFamily;
import convspectrum.search.training.study.Equality;
import convspectrum.search.training.study.PairedDifference;
import convspectrum.search.training.study.StudyResult;
import convspectrum.search.training.study.StudyResult.Outcome;
import convspectrum.search.training.study.StudyTimes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pictures of a study of training. */
final class StudyCharts {
  private static final double PERCENT = 100;

  /** How far beside the middle of a value the first and the last series are. */
  private static final double ASIDE = 0.15;

  private final StudyResult result;
  private final List<String> values;

  StudyCharts(StudyResult result) {
    this.result = result;
    this.values = result.outcomes().stream().map(one -> one.design().value()).distinct().toList();
  }

  /** Where a design stands, and how high. */
  @FunctionalInterface
  private interface Place {
    Optional<Double> of(Outcome outcome, double aside);
  }

  /** Those that there are figures for. */
  List<Chart> all(StudyTimes times) {
    List<Chart> charts = new ArrayList<>();
    if (!result.hasAccuracies()) {
      return charts;
    }
    charts.add(
        accuracies(
            "accuracy",
            "Test accuracy along " + result.study().varied(),
            Axis.of(result.study().varied(), values),
            (one, aside) -> Optional.of(values.indexOf(one.design().value()) + aside)));
    if (result.families().stream().anyMatch(one -> !one.differences().isEmpty())) {
      charts.add(differences());
    }
    charts.add(
        accuracies(
            "accuracy-macs",
            "Test accuracy against multiply-accumulates",
            new Axis("multiply-accumulates of an image", Scale.LOG2),
            (one, _) -> Optional.of((double) one.design().macs())));
    for (String runtime : times.runtimes()) {
      if (result.outcomes().stream()
          .noneMatch(one -> times.of(runtime, one.design()).isPresent())) {
        continue;
      }
      charts.add(
          accuracies(
              "accuracy-" + runtime,
              "Test accuracy against the time by " + runtime,
              new Axis("time of a pass of one image (ms)", Scale.LOG2),
              (one, _) -> times.of(runtime, one.design()).map(Estimate::value)));
    }
    return charts;
  }

  private Chart accuracies(String name, String title, Axis x, Place place) {
    Map<String, List<Outcome>> lines = new LinkedHashMap<>();
    for (Outcome outcome : result.outcomes()) {
      lines
          .computeIfAbsent(
              line(outcome.design().equality(), outcome.design().other()), _ -> new ArrayList<>())
          .add(outcome);
    }
    List<Series> series = new ArrayList<>();
    lines.forEach((label, outcomes) -> {
      double aside = aside(series.size(), lines.size());
      List<Point> points = new ArrayList<>();
      for (Outcome one : outcomes) {
        place
            .of(one, aside)
            .filter(_ -> !one.accuracies().isEmpty())
            .ifPresent(at -> points.add(point(one.design().label(), at, result.accuracy(one))));
      }
      series.add(series(label, points, series.size()));
    });
    return new Chart(
        name,
        title,
        "The mean test accuracy of each design over its seeds, with its 95 % interval.",
        x,
        new Axis("test accuracy (%)", Scale.LINEAR),
        series,
        List.of());
  }

  private Chart differences() {
    List<DifferenceFamily> families = result.families();
    List<Series> series = new ArrayList<>();
    for (DifferenceFamily family : families) {
      double aside = aside(series.size(), families.size());
      List<Point> points = new ArrayList<>();
      for (PairedDifference one : family.differences()) {
        if (one.pairs() > 0) {
          points.add(
              point(
                  one.design().label(),
                  values.indexOf(one.design().value()) + aside,
                  one.difference()));
        }
      }
      String label = line(family.equality(), family.other()) + " less " + family.base();
      series.add(series(label, points, series.size()));
    }
    return new Chart(
        "differences",
        "Differences over paired seeds",
        "The mean difference of test accuracy over paired seeds; with 95 % all intervals of a color"
            + " hold the true difference.",
        Axis.of(result.study().varied(), values),
        new Axis("difference (points)", Scale.LINEAR),
        series,
        List.of(new Guide.Level("no difference", 0, 0)));
  }

  private static Series series(String label, List<Point> points, int place) {
    return new Series(label, points, true, Palette.runtime(place), place);
  }

  private static String line(Equality equality, Optional<String> other) {
    String equal = "equal " + equality.word();
    return other.map(value -> value + ", " + equal).orElse(equal);
  }

  private static double aside(int place, int all) {
    return all == 1 ? 0 : ASIDE * (2.0 * place / (all - 1) - 1);
  }

  private static Point point(String label, double x, Estimate share) {
    double y = PERCENT * share.value();
    return share
        .interval()
        .map(ends ->
            new Point(
                label, x, y, Math.min(y, PERCENT * ends.low()), Math.max(y, PERCENT * ends.high())))
        .orElse(new Point(label, x, y));
  }
}
