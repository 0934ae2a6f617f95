package convspectrum.reports.explore;

import convspectrum.executor.measure.result.Measurement;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Verdict;
import convspectrum.reports.measure.SqnrColumn;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.ColumnNames;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Columns.Bounded;
import convspectrum.reports.table.Notation;
import convspectrum.reports.table.ResultColumn;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.study.Latencies;
import convspectrum.search.validate.DesignValidation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The columns of a comparison that were measured, by runtime. */
final class RuntimeColumns {
  private final Designs designs;
  private final Latencies latencies;
  private final ColumnNames names;

  RuntimeColumns(Designs designs, Latencies latencies, ColumnNames names) {
    this.designs = designs;
    this.latencies = latencies;
    this.names = names;
  }

  /** Those of one runtime. */
  List<ResultColumn> of(MeasurementRun run) {
    String runtime = run.conditions().runtime();
    String ms = names.take(runtime + "_ms", "column");
    String speedup = names.take(runtime + "_speedup", "column");
    Columns<ComparedDesign> columns =
        new Columns<>(designs.rows())
            .interval(
                ms,
                names.take(ms + "_low", "column"),
                names.take(ms + "_high", "column"),
                row -> Bounded.of(latencies.time(run, row)),
                ColumnDescription.milliseconds(
                        runtime,
                        "Median time of a forward pass by " + runtime + ", with its 95 % interval.")
                    .lowerIsBetter());
    p10(columns, run);
    columns.interval(
        speedup,
        names.take(speedup + "_low", "column"),
        names.take(speedup + "_high", "column"),
        row -> Bounded.of(latencies.speedup(run, row)),
        ColumnDescription.ratio(
                runtime + " ×",
                "Time of the baseline divided by that of the row, by "
                    + runtime
                    + ", from paired rounds, with its 95 % interval.")
            .higherIsBetter());
    realisation(
        columns,
        runtime + "_realisation",
        row -> DesignValidation.realisation(latencies.speedup(run, row), theory(row)),
        ColumnDescription.percent(
            runtime + " realised",
            "Measured speed-up by " + runtime + " divided by the theoretical one."));
    SqnrColumn.add(columns, run, names.take(runtime + "_sqnr_db", "column"));
    if (alike(run).size() > 1) {
      ColumnDescription ofFastest =
          ColumnDescription.percent(
              runtime + " of fastest",
              "The same against the baseline on the runtime, of this data type, where the baseline"
                  + " is fastest.");
      boolean isFastest =
          designs.rows().stream()
              .allMatch(row ->
                  fastestBaseline(run, row)
                      .equals(latencies.measurement(run, designs.baselineOf(row))));
      realisation(
          columns,
          runtime + "_realisation_fastest",
          row -> DesignValidation.realisation(overFastest(run, row), theory(row)),
          isFastest ? ofFastest.asDetail() : ofFastest);
    }
    ratio(columns, run);
    // Of nothing but gaps people read one sentence instead.
    return latencies.working().contains(run)
        ? columns.list()
        : columns.list().stream().map(ResultColumn::asDetail).toList();
  }

  /**
   * Which runtime is fastest with each row, and those that cannot be told from it: a column for
   * each data type that more than two runtimes have; of two their ratio tells.
   */
  List<ResultColumn> fastest() {
    Columns<ComparedDesign> columns = new Columns<>(designs.rows());
    boolean one = latencies.runs().stream().map(RuntimeColumns::type).distinct().count() == 1;
    latencies.runs().stream()
        .filter(run -> alike(run).getFirst() == run && alike(run).size() > 2)
        .forEach(run ->
            columns.text(
                names.take(one ? "fastest" : "fastest_" + type(run), "column"),
                row -> fastest(run, row),
                ColumnDescription.text(
                    one ? "Fastest" : "Fastest " + type(run),
                    "The runtime that takes least time with the row, and those that paired rounds"
                        + " do not tell from it.")));
    return columns.list();
  }

  private String fastest(MeasurementRun run, ComparedDesign row) {
    List<MeasurementRun> timed =
        alike(run).stream()
            .filter(one -> latencies.measurement(one, row).isPresent())
            .sorted(Comparator.comparingDouble(one -> measured(one, row).medianMs()))
            .toList();
    return timed.stream()
        .filter(one ->
            one == timed.getFirst()
                || measured(one, row).over(measured(timed.getFirst(), row)).verdict()
                    != Verdict.FASTER)
        .map(one -> one.conditions().runtime())
        .collect(Collectors.joining(" or "));
  }

  private Measurement measured(MeasurementRun run, ComparedDesign row) {
    return latencies.measurement(run, row).orElseThrow();
  }

  /** The runs of the same data type, in order. */
  private List<MeasurementRun> alike(MeasurementRun run) {
    return latencies.runs().stream().filter(one -> type(one).equals(type(run))).toList();
  }

  private static String type(MeasurementRun run) {
    return run.conditions().dtype();
  }

  private double theory(ComparedDesign row) {
    return Comparison.theoreticalSpeedup(designs, row);
  }

  /** Time of the baseline on the runtime where it is fastest, divided by that of a row on this. */
  private Optional<Estimate> overFastest(MeasurementRun run, ComparedDesign row) {
    return fastestBaseline(run, row)
        .flatMap(base -> latencies.measurement(run, row).map(base::over));
  }

  /** The baseline of a row on the runtime, of the same data type as a run, where it is fastest. */
  private Optional<Measurement> fastestBaseline(MeasurementRun of, ComparedDesign row) {
    return alike(of).stream()
        .flatMap(run -> latencies.measurement(run, designs.baselineOf(row)).stream())
        .min(Comparator.comparingDouble(Measurement::medianMs));
  }

  private void p10(Columns<ComparedDesign> columns, MeasurementRun run) {
    String runtime = run.conditions().runtime();
    boolean any = run.measurements().stream().anyMatch(one -> one.p10Ms().isPresent());
    ColumnDescription description =
        ColumnDescription.milliseconds(
            runtime + " p10",
            "Tenth percentile of the times by "
                + runtime
                + ", where it is more than 10 % below the median: something else ran on the same"
                + " core.");
    columns.real(
        names.take(runtime + "_p10_ms", "column"),
        row ->
            latencies
                .measurement(run, row)
                .map(measured -> measured.p10Ms().orElse(Double.NaN))
                .orElse(Double.NaN),
        any ? description : description.asDetail());
  }

  private void realisation(
      Columns<ComparedDesign> columns,
      String name,
      Function<ComparedDesign, Optional<Estimate>> realisation,
      ColumnDescription description) {
    columns
        .real(
            names.take(name, "column"),
            row -> realisation.apply(row).map(Estimate::value).orElse(Double.NaN),
            description)
        .real(
            names.take(name + "_low", "column"),
            row -> realisation.apply(row).map(Estimate::low).orElse(Double.NaN),
            ColumnDescription.percent(
                    description.heading() + " low", "Lower end of its 95 % interval.")
                .asDetail())
        .real(
            names.take(name + "_high", "column"),
            row -> realisation.apply(row).map(Estimate::high).orElse(Double.NaN),
            ColumnDescription.percent(
                    description.heading() + " high", "Upper end of its 95 % interval.")
                .asDetail());
  }

  /** Times of a runtime divided by those of the first. */
  private void ratio(Columns<ComparedDesign> columns, MeasurementRun run) {
    MeasurementRun first = latencies.runs().getFirst();
    if (run == first) {
      return;
    }
    String runtime = run.conditions().runtime();
    String other = first.conditions().runtime();
    String name = names.take(runtime + "_over_" + other, "column");
    columns.interval(
        name,
        names.take(name + "_low", "column"),
        names.take(name + "_high", "column"),
        row ->
            latencies
                .measurement(run, row)
                .flatMap(above ->
                    latencies.measurement(first, row).map(below -> Bounded.of(above.over(below))))
                .orElse(Bounded.NONE),
        ColumnDescription.number(
            runtime + " ÷ " + other,
            "",
            new Notation.Fixed(2),
            "Time by %s divided by that by %s, from the same rounds: above 1, %s is faster."
                .formatted(runtime, other, other)));
  }
}
