package convspectrum.reports.measure;

import convspectrum.executor.machine.Machine;
import convspectrum.executor.statistics.Robust;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Columns.Bounded;
import convspectrum.reports.table.Notation;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.calibration.MeasuringCalibration.Series;
import convspectrum.search.calibration.MeasuringCalibration.Trial;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;

/** Whether measuring keeps its promises: a row per question and load. */
public final class CalibrationTable {
  private CalibrationTable() {}

  /**
   * The table {@code calibration}.
   *
   * @param protocol that was used, in a line
   */
  public static ResultTable of(List<Series> series, Machine machine, String protocol) {
    Columns<Series> columns =
        new Columns<>(series)
            .text(
                "question",
                one -> one.question().name().toLowerCase(Locale.ROOT),
                ColumnDescription.text(
                    "Question",
                    "coverage: a network against itself, the interval holds 1. power: against 3 %"
                        + " more work, the interval lies below 1."))
            .text(
                "load",
                one -> one.load().name().toLowerCase(Locale.ROOT),
                ColumnDescription.text("Load", "Whether a process competes for the CPUs."))
            .count(
                "trials",
                one -> one.trials().size(),
                ColumnDescription.plain("Trials", "How often it was measured."))
            .count("hits", Series::hits, ColumnDescription.plain("Hits", "Trials that found it."))
            .interval(
                "rate",
                "rate_low",
                "rate_high",
                CalibrationTable::rate,
                ColumnDescription.number(
                    "Rate",
                    "",
                    new Notation.Percent(1),
                    "Hits of trials, with the 95 % interval of Wilson."))
            .real(
                "half_width",
                one -> median(one, trial -> trial.speedup().estimate().relativeHalfWidth()),
                ColumnDescription.number(
                    "±",
                    "",
                    new Notation.Percent(2),
                    "Median half width of the intervals; none where no trial has one."))
            .real(
                "speedup",
                one -> median(one, trial -> trial.speedup().median()),
                ColumnDescription.number(
                    "Speed-up", "", new Notation.Fixed(4), "Median over the trials."))
            .real(
                "rounds",
                one -> median(one, trial -> trial.speedup().rounds()),
                ColumnDescription.number(
                    "Rounds", "", new Notation.Fixed(0), "Median rounds of a trial."))
            .real(
                "seconds",
                one -> median(one, Trial::seconds),
                ColumnDescription.number(
                    "s a trial", "", new Notation.Fixed(2), "Median seconds of a trial."));
    return new ResultTable(
        "calibration",
        "Calibration of measuring",
        columns.list(),
        Notes.none().with("machine", MachineTable.summary(machine)).with("protocol", protocol));
  }

  private static Bounded rate(Series series) {
    int trials = series.trials().size();
    if (trials == 0) {
      return Bounded.NONE;
    }
    var interval = new WilsonScoreInterval().createInterval(trials, (int) series.hits(), 0.95);
    return new Bounded(
        (double) series.hits() / trials, interval.getLowerBound(), interval.getUpperBound());
  }

  private static double median(Series series, ToDoubleFunction<Trial> figure) {
    return series.trials().isEmpty()
        ? Double.NaN
        : Robust.median(series.trials().stream().mapToDouble(figure).toArray());
  }
}
