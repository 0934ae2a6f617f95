package convspectrum.reports.training;

import convspectrum.executor.statistics.Estimate;
import convspectrum.gradients.training.Epoch;
import convspectrum.reports.chart.Axis;
import convspectrum.reports.chart.Chart;
import convspectrum.reports.chart.Palette;
import convspectrum.reports.chart.Point;
import convspectrum.reports.chart.Scale;
import convspectrum.reports.chart.Series;
import convspectrum.search.training.TrainedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Learning curves: a figure of each epoch, a line for each model. */
final class TrainingCharts {
  private TrainingCharts() {}

  /** The charts that there are figures for. */
  static List<Chart> of(List<TrainedModel> models, boolean validated) {
    List<Chart> charts = new ArrayList<>();
    charts.add(chart("training-loss", "Training loss", "training loss", models, Epoch::loss, 1));
    if (validated) {
      charts.add(
          chart(
              "validation-accuracy",
              "Validation accuracy (%)",
              "share of the validation images that are classified correctly",
              models,
              Epoch::validation,
              100));
    }
    return charts;
  }

  private static Chart chart(
      String name,
      String title,
      String what,
      List<TrainedModel> models,
      ToDoubleFunction<Epoch> figure,
      double unit) {
    List<Series> series = new ArrayList<>();
    for (TrainedModel model : models) {
      int place = series.size();
      List<Point> points = new ArrayList<>();
      int epochs = model.runs().getFirst().epochs().size();
      for (int i = 0; i < epochs; i++) {
        int epoch = i;
        Estimate mean =
            model.mean((TrainedRun run) -> unit * figure.applyAsDouble(run.epochs().get(epoch)));
        String label = model.classifier().label();
        if (Double.isFinite(mean.value())) {
          points.add(
              mean.interval()
                  .map(ends -> new Point(label, epoch + 1, mean.value(), ends.low(), ends.high()))
                  .orElseGet(() -> new Point(label, epoch + 1, mean.value())));
        }
      }
      series.add(
          new Series(model.classifier().label(), points, true, Palette.runtime(place), place));
    }
    return new Chart(
        name,
        title,
        "The mean over the seeds of the "
            + what
            + " of each epoch, with its 95 % interval where"
            + " there are two seeds or more.",
        new Axis("Epoch", Scale.LINEAR),
        new Axis(title, Scale.LINEAR),
        series,
        List.of());
  }
}
