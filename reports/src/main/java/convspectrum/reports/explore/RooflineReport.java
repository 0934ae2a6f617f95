package convspectrum.reports.explore;

import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.executor.measure.result.Conditions;
import convspectrum.executor.measure.result.Measurement;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.reports.chart.Axis;
import convspectrum.reports.chart.Chart;
import convspectrum.reports.chart.Guide;
import convspectrum.reports.chart.Palette;
import convspectrum.reports.chart.Point;
import convspectrum.reports.chart.Scale;
import convspectrum.reports.chart.Series;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Columns.Bounded;
import convspectrum.reports.table.Notation;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.roofline.Ceiling;
import convspectrum.search.study.Latencies;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Every design, and every step that was profiled, under the roof of the machine: FLOPs per byte
 * against FLOPs per second (Williams, Waterman and Patterson, "Roofline", CACM 2009).
 */
final class RooflineReport {
  /**
   * Number of steps from which on those of less than {@link #SMALL} of their design's time are left
   * out.
   */
  private static final int MOST_STEPS = 400;

  private static final double SMALL = 0.01;

  private final List<Row> rows = new ArrayList<>();
  private final List<String> runtimes;
  private final List<StepReport.Step> steps;
  private final MachineLimits limits;
  private final int threads;

  RooflineReport(Designs designs, Latencies latencies, StepReport profiled, MachineLimits limits) {
    this.limits = limits;
    this.runtimes = latencies.runtimes();
    this.threads =
        latencies.runs().stream().mapToInt(run -> run.conditions().threads()).max().orElse(1);
    List<StepReport.Step> all =
        profiled.steps().stream()
            // The lines are those of float32.
            .filter(step -> step.of().times().conditions().isSinglePrecision())
            .filter(step -> !Double.isNaN(step.gflops()))
            .filter(step -> !Double.isNaN(StepReport.intensity(step.cost())))
            // Of Winograd's algorithm more is counted than done: it would lie above the roof.
            .filter(step -> !step.layer().op().equals(RunOptions.WINOGRAD_STEP))
            .toList();
    this.steps =
        all.size() <= MOST_STEPS
            ? all
            : all.stream().filter(step -> step.share() >= SMALL).toList();
    for (MeasurementRun run : latencies.runs()) {
      if (!Ceiling.isExecuted(run.conditions())) {
        continue;
      }
      for (ComparedDesign design : designs.rows()) {
        boolean working = !Double.isNaN(StepReport.intensity(design.cost().total()));
        latencies
            .measurement(run, design)
            .filter(_ -> working)
            .ifPresent(measured -> rows.add(new Row(design, run.conditions(), measured)));
      }
    }
  }

  /** A design, timed on one runtime. */
  private record Row(ComparedDesign design, Conditions conditions, Measurement measured) {
    String runtime() {
      return conditions.runtime();
    }

    double intensity() {
      return StepReport.intensity(design.cost().total());
    }

    /** 10⁹ FLOP a second. */
    double rate(double ms) {
      return design.cost().total().flops() / ms / 1e6;
    }

    Bounded rate() {
      return new Bounded(
          rate(measured.medianMs()), rate(measured.time().high()), rate(measured.time().low()));
    }
  }

  /** The picture; none where nothing was measured. */
  Optional<Chart> chart() {
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    List<Series> series = new ArrayList<>();
    for (String runtime : runtimes) {
      series.add(
          new Series(
              runtime,
              rows.stream()
                  .filter(row -> row.runtime().equals(runtime))
                  .map(RooflineReport::point)
                  .toList(),
              false,
              color(runtime),
              series.size()));
    }
    for (String runtime : steps.isEmpty() ? List.<String>of() : runtimes) {
      series.add(
          new Series(
              "steps, " + runtime,
              steps.stream()
                  .filter(step -> step.runtime().equals(runtime))
                  .map(RooflineReport::point)
                  .toList(),
              false,
              color(runtime),
              series.size()));
    }
    String each = steps.isEmpty() ? "Each design" : "Each design, and each step of those profiled,";
    return Optional.of(
        new Chart(
            "roofline",
            "Roofline",
            each
                + " by FLOPs per byte moved and FLOPs per second. Lines: what this machine was"
                + " measured to do at most on %d thread%s, by where the data comes from; a design"
                    .formatted(threads, threads == 1 ? "" : "s")
                + " far below all of them is held up by something else."
                + (limits.suspect() ? " They are suspect here, and not drawn." : ""),
            new Axis("arithmetic intensity (FLOP/B)", Scale.LOG10),
            new Axis("GFLOP/s", Scale.LOG10),
            series,
            limits.suspect() ? List.of() : List.of(roof())));
  }

  private int color(String runtime) {
    return Palette.runtime(runtimes.indexOf(runtime));
  }

  private Guide.Roof roof() {
    double peak = limits.gflops(threads);
    List<Guide.Slope> slopes =
        limits.bandwidths().stream()
            .map(level -> {
              double rate = limits.gigabytesPerSecond(level, threads);
              return new Guide.Slope(
                  String.format(Locale.ROOT, "%s %.3g GB/s", level.level(), rate), rate);
            })
            .toList();
    return new Guide.Roof(
        "limits of this machine",
        peak,
        String.format(Locale.ROOT, "peak %.3g GFLOP/s", peak),
        slopes);
  }

  private static Point point(Row row) {
    Bounded rate = row.rate();
    double low = rate.low() > 0 ? Math.min(rate.low(), rate.value()) : rate.value();
    double high = Double.isFinite(rate.high()) ? Math.max(rate.high(), rate.value()) : rate.value();
    return new Point(row.design().label(), row.intensity(), rate.value(), low, high);
  }

  private static Point point(StepReport.Step step) {
    return new Point(
        step.of().design() + ": " + step.name(), StepReport.intensity(step.cost()), step.gflops());
  }

  /** The table {@code roofline}. */
  ResultTable table() {
    Columns<Row> columns =
        new Columns<>(rows)
            .text(
                "design",
                row -> row.design().label(),
                ColumnDescription.text("Design", "The design, or the values of its parameters."))
            .text("runtime", Row::runtime, ColumnDescription.text("Runtime", "The runtime."))
            .count(
                "flops",
                row -> row.design().cost().total().flops(),
                ColumnDescription.count("FLOPs", "Of one forward pass."))
            .count(
                "bytes",
                row -> row.design().cost().total().bytes(),
                ColumnDescription.bytes("Traffic", "If every operation reads and writes memory."))
            .real(
                "intensity",
                Row::intensity,
                ColumnDescription.number(
                    "Intensity", "FLOP/B", new Notation.Significant(3), "FLOPs per byte moved."))
            .interval(
                "gflops",
                "gflops_low",
                "gflops_high",
                Row::rate,
                ColumnDescription.number(
                    "Rate", "GFLOP/s", new Notation.Aligned(3, 4), "FLOPs divided by time."))
            .real(
                "peak_share",
                row ->
                    new Ceiling(limits)
                        .peakShare(row.design(), row.measured().medianMs(), row.conditions()),
                ColumnDescription.percent(
                    "Of peak", "Of the multiply-adds that this machine was measured to do."));
    return new ResultTable("roofline", "Roofline: designs", columns.list(), Notes.none());
  }
}
