package convspectrum.reports.validate;

import convspectrum.executor.statistics.Estimate;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.ColumnNames;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Columns.Bounded;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ParameterColumn;
import convspectrum.reports.table.ResultColumn;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.design.Designs;
import convspectrum.search.validate.DesignValidation;
import convspectrum.search.validate.Reasons;
import convspectrum.search.validate.RuntimeValidation;
import convspectrum.search.validate.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Theory against measurement: a row per runtime and design. The shares of its time add up to it:
 * those of promised work are the realisation, the others what is lost, less what is gained.
 */
final class ValidationTable {
  private final Designs compared;
  private final List<Row> rows;
  private final ColumnNames names = new ColumnNames();

  private ValidationTable(Designs compared, List<Row> rows) {
    this.compared = compared;
    this.rows = rows;
  }

  /** The table {@code validation}. */
  static ResultTable of(Validation validation, Notes notes) {
    List<Row> rows = new ArrayList<>();
    for (RuntimeValidation runtime : validation.runtimes()) {
      runtime
          .designs()
          .forEach(design ->
              rows.add(new Row(runtime.runtime(), design, runtime.baselinePeakShare(design))));
    }
    return new ValidationTable(validation.compared(), rows).table(notes);
  }

  /** The table before anything is measured: a row per design, without figures. */
  static ResultTable planned(Designs compared) {
    double none = Double.NaN;
    List<Row> rows =
        compared.rows().stream()
            .map(design ->
                new DesignValidation(
                    design, "", none, none, none, none, Optional.empty(), Optional.empty(), ""))
            .map(design -> new Row("", design, none))
            .toList();
    return new ValidationTable(compared, rows).table(Notes.none());
  }

  private record Row(String runtime, DesignValidation design, double baselinePeakShare) {
    long macs() {
      return design.compared().cost().total().macs();
    }

    Bounded ms() {
      return design.measurement().map(measured -> Bounded.of(measured.time())).orElse(Bounded.NONE);
    }

    Bounded speedup() {
      return design.speedup().map(speedup -> Bounded.of(speedup.estimate())).orElse(Bounded.NONE);
    }

    double realisation(ToDoubleFunction<Estimate> part) {
      return design.realisation().map(part::applyAsDouble).orElse(Double.NaN);
    }

    double share(ToDoubleFunction<Reasons> part) {
      return reasons(reasons -> reasons.share(part.applyAsDouble(reasons)));
    }

    double reasons(ToDoubleFunction<Reasons> figure) {
      return design.reasons().map(figure::applyAsDouble).orElse(Double.NaN);
    }

    Optional<String> value(String parameter) {
      return design.compared().design().map(values -> values.value(parameter).text());
    }
  }

  private ResultTable table(Notes notes) {
    List<ResultColumn> first =
        new Columns<>(rows)
            .text(
                names.take("design", "column"),
                row -> row.design().compared().label(),
                ColumnDescription.text("Design", "The design or reference."))
            .text(
                names.take("runtime", "column"),
                Row::runtime,
                ColumnDescription.text("Runtime", "The runtime."))
            .list();
    List<ResultColumn> figures = new ArrayList<>(speedups());
    figures.addAll(parts());
    List<ResultColumn> all = new ArrayList<>(first);
    for (String parameter : compared.parameters()) {
      all.add(
          new ResultColumn(
              ParameterColumn.of(
                  names.take(parameter, "parameter"),
                  rows.stream().map(row -> row.value(parameter)).toList()),
              ColumnDescription.plain(parameter, "Value of the parameter; none for a reference.")
                  .asDetail()));
    }
    all.addAll(figures);
    return new ResultTable(
        "validation",
        "%s: theory against measurement, relative to %s"
            .formatted(compared.name(), compared.baseline()),
        all,
        notes);
  }

  private List<ResultColumn> speedups() {
    return new Columns<>(rows)
        .count(
            names.take("macs", "column"),
            Row::macs,
            ColumnDescription.count("MACs", "Multiply-accumulates of one pass."))
        .interval(
            names.take("ms", "column"),
            names.take("ms_low", "column"),
            names.take("ms_high", "column"),
            Row::ms,
            ColumnDescription.milliseconds("Time", "Median time of a pass, with its 95 % interval.")
                .asDetail())
        .real(
            names.take("theoretical_speedup", "column"),
            row -> row.design().theoreticalSpeedup(),
            ColumnDescription.ratio("Theory ×", "MACs of the baseline divided by its own."))
        .real(
            names.take("roofline_speedup", "column"),
            row -> row.design().rooflineSpeedup(),
            ColumnDescription.ratio(
                "Roofline ×", "Least time of the baseline by the roofline divided by its own."))
        .real(
            names.take("roofline_ms", "column"),
            row -> row.design().rooflineMs(),
            ColumnDescription.milliseconds("Roofline", "Least time by the roofline.").asDetail())
        .interval(
            names.take("speedup", "column"),
            names.take("speedup_low", "column"),
            names.take("speedup_high", "column"),
            Row::speedup,
            ColumnDescription.ratio(
                "Measured ×",
                "Time of the baseline divided by its own, from paired rounds, with its 95 %"
                    + " interval."))
        .real(
            names.take("realisation", "column"),
            row -> row.realisation(Estimate::value),
            ColumnDescription.percent(
                "Realised", "Measured speed-up divided by theoretical: spatial + pointwise."))
        .real(
            names.take("realisation_low", "column"),
            row -> row.realisation(Estimate::low),
            ColumnDescription.percent("Realised low", "Lower end of its 95 % interval.").asDetail())
        .real(
            names.take("realisation_high", "column"),
            row -> row.realisation(Estimate::high),
            ColumnDescription.percent("Realised high", "Upper end of its 95 % interval.")
                .asDetail())
        .real(
            names.take("peak_share", "column"),
            row -> row.design().peakShare(),
            ColumnDescription.percent(
                    "Of peak", "Of the multiply-adds that this machine was measured to do.")
                .asDetail())
        .real(
            names.take("baseline_peak_share", "column"),
            row -> row.design().isBeyondTheory() ? row.baselinePeakShare() : Double.NaN,
            ColumnDescription.percent(
                "Baseline of peak",
                "Share of the peak that the baseline reaches, where more than all is realised: it is"
                    + " slow for its MACs."))
        .list();
  }

  private List<ResultColumn> parts() {
    Columns<Row> columns = new Columns<>(rows);
    part(columns, "spatial", Reasons::spatialMs, "Spatial", "Promised for its K×K convolutions.");
    part(
        columns,
        "pointwise",
        Reasons::pointwiseMs,
        "Pointwise",
        "Promised for the work that grouping does not reduce.");
    part(columns, "memory", Reasons::memoryMs, "Memory", "Lost in memory traffic.");
    part(
        columns,
        "kernels",
        Reasons::lostInKernelsMs,
        "Kernels",
        "Lost in kernels slower than the baseline's.");
    part(
        columns,
        "gained",
        Reasons::gainedMs,
        "Gained",
        "Gained by kernels faster than the baseline's: the other parts add up to as much more.");
    part(
        columns,
        "overhead",
        Reasons::overheadMs,
        "Overhead",
        "Lost between the steps, and in steps that only change layouts.");
    if (compared.hasSeveralBaselines()) {
      columns.text(
          names.take("baseline", "column"),
          row -> row.design().baseline(),
          ColumnDescription.text("Baseline", "The row that it is compared with."));
    }
    return columns
        .real(
            names.take("steps_over_pass", "column"),
            row -> row.reasons(Reasons::stepsOverPass),
            ColumnDescription.ratio(
                    "Steps ÷ pass", "Sum of the profiled steps over a pass without profiling.")
                .asDetail())
        .text(
            names.take("same_as", "column"),
            row -> row.design().compared().sameAs().orElse(""),
            ColumnDescription.text("Same as", "The row of the same function, timed for both."))
        .text(
            names.take("note", "column"),
            row -> row.design().note(),
            ColumnDescription.text("Note", "Why a figure is missing."))
        .list();
  }

  private void part(
      Columns<Row> columns,
      String name,
      ToDoubleFunction<Reasons> part,
      String heading,
      String meaning) {
    columns
        .real(
            names.take(name + "_share", "column"),
            row -> row.share(part),
            ColumnDescription.percent(heading, meaning + " Share of the measured time."))
        .real(
            names.take(name + "_ms", "column"),
            row -> row.reasons(part),
            ColumnDescription.milliseconds(heading, meaning).asDetail());
  }
}
