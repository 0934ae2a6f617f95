package convspectrum.reports.search;

import convspectrum.reports.predict.PredictionColumns;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.ColumnNames;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Columns.Bounded;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ParameterColumn;
import convspectrum.reports.table.ResultColumn;
import convspectrum.reports.table.ResultTable;
import convspectrum.reports.training.TrainedColumns;
import convspectrum.search.figure.Constraint;
import convspectrum.search.figure.Figure;
import convspectrum.search.figure.PredictedFigure;
import convspectrum.search.figure.PredictedFigure.Predicted;
import convspectrum.search.journal.Evaluation;
import convspectrum.search.run.FrontTrial;
import convspectrum.search.run.FrontTrial.Standing;
import convspectrum.search.run.MeasuredFigure;
import convspectrum.search.run.SearchPlan;
import convspectrum.search.run.SearchResult.FoundDesign;
import convspectrum.search.training.figure.TrainedFigure;
import convspectrum.spec.parameter.ParameterValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Designs of a search with their figures, a row each. */
final class DesignTable {
  private static final Pattern LINE_ENDS = Pattern.compile("\\R");

  private final SearchPlan plan;
  private final Optional<FrontTrial> trial;
  private final Set<FoundDesign> best;

  /**
   * Tables of designs.
   *
   * @param best those of the front
   */
  DesignTable(SearchPlan plan, Optional<FrontTrial> trial, Set<FoundDesign> best) {
    this.plan = plan;
    this.trial = trial;
    this.best = best;
  }

  /** In which order columns stand. */
  enum Layout {
    /** The design as one text first, then its parameters and its figures: for programs. */
    FILE,

    /** The figures first, for which a reader looks; the design by its parameters alone. */
    PAGE
  }

  ResultTable table(
      String name, String title, List<FoundDesign> designs, Notes about, Layout layout) {
    ColumnNames names = new ColumnNames();
    Columns<FoundDesign> columns = new Columns<>(designs);
    switch (layout) {
      case FILE -> {
        columns.text(
            names.take("design", "column"),
            this::label,
            ColumnDescription.text("Design", "The design, or the values of its parameters.")
                .asDetail());
        parameters(columns, names, designs);
        figures(columns, names);
      }
      case PAGE -> {
        figures(columns, names);
        parameters(columns, names, designs);
      }
    }
    columns
        .count(
            names.take("evaluation", "column"),
            FoundDesign::number,
            ColumnDescription.exact("Evaluation", "When it was evaluated.").asDetail())
        .text(
            names.take("note", "column"),
            this::note,
            ColumnDescription.text("Note", "Why a figure is missing, or what is not certain."));
    return new ResultTable(name, title, columns.list(), about);
  }

  private void parameters(
      Columns<FoundDesign> columns, ColumnNames names, List<FoundDesign> designs) {
    for (String parameter : plan.sweep().parameters()) {
      List<Optional<String>> values =
          designs.stream().map(one -> Optional.of(text(one, parameter))).toList();
      String column = names.take(parameter, "parameter");
      columns.column(
          new ResultColumn(
              ParameterColumn.of(column, values, choices(parameter)),
              ColumnDescription.text(parameter, "The value of this parameter.")));
    }
  }

  private void figures(Columns<FoundDesign> columns, ColumnNames names) {
    for (Figure figure : plan.figures()) {
      figure(columns, names, figure);
    }
    for (Figure figure : plan.confirmed().figures()) {
      if (!plan.figures().contains(figure)) {
        figure(columns, names, figure); // measured of the front alone
      }
    }
    trial.ifPresent(found ->
        columns.real(
            names.take("p_front", "column"),
            one -> standing(found, one).map(Standing::probability).orElse(Double.NaN),
            ColumnDescription.significant(
                "P(front)", 3, "Share of draws in which nothing beats it.")));
    if (trial.isPresent() && hasMeasuredBounds()) {
      columns.real(
          names.take("p_keeps", "column"),
          one ->
              trial.flatMap(found -> standing(found, one)).map(Standing::keeps).orElse(Double.NaN),
          ColumnDescription.significant(
              "P(keeps)", 3, "Share of draws in which it keeps the bounds on what is measured."));
    }
    columns.text(
        names.take("front", "column"),
        one -> best.contains(one) ? belonging(one) : "",
        ColumnDescription.text("Front", "Nothing beats it; or, equivalent: measuring did not tell.")
            .asDetail());
  }

  private static void figure(Columns<FoundDesign> columns, ColumnNames names, Figure figure) {
    String name = names.take(figure.name(), "figure");
    switch (figure) {
      case MeasuredFigure _ ->
          columns.interval(
              name,
              names.take(figure.name() + "_low", "figure"),
              names.take(figure.name() + "_high", "figure"),
              one -> Bounded.of(MeasuredFigure.estimate(one.evaluation(figure.name()))),
              description(figure.name()));
      case PredictedFigure _ ->
          PredictionColumns.addTo(
              columns,
              name,
              names.take(figure.name() + "_low", "figure"),
              names.take(figure.name() + "_high", "figure"),
              names.take(figure.name() + "_regressed", "figure"),
              figure.name(),
              one -> Predicted.of(one.evaluation(figure.name())));
      case TrainedFigure trained ->
          TrainedColumns.addTo(
              columns,
              figure.name(),
              trained.seeds(),
              column -> column.equals(figure.name()) ? name : names.take(column, "figure"),
              one -> one.evaluation(figure.name()));
      default -> columns.real(name, one -> one.figure(figure.name()), description(figure.name()));
    }
  }

  private boolean hasMeasuredBounds() {
    return plan.confirmed().constraints().stream()
        .anyMatch(constraint -> constraint.figure() instanceof MeasuredFigure);
  }

  private static Optional<Standing> standing(FrontTrial trial, FoundDesign found) {
    return Optional.ofNullable(trial.standings().get(found.number()));
  }

  private String belonging(FoundDesign found) {
    return trial.flatMap(known -> standing(known, found)).stream().anyMatch(Standing::isEquivalent)
        ? "equivalent"
        : "yes";
  }

  /** How people read a figure of this name. */
  static ColumnDescription description(String name) {
    return switch (name) {
      case "params" -> ColumnDescription.count("Params", "Learned parameters.").lowerIsBetter();
      case "macs" -> ColumnDescription.count("MACs", "Multiply-accumulates.").lowerIsBetter();
      case "flops" -> ColumnDescription.count("FLOPs", "Twice the MACs.").lowerIsBetter();
      case "live-params" ->
          ColumnDescription.count(
                  "Live params", "Parameters on a path from the input to the output.")
              .lowerIsBetter();
      case "live-macs" ->
          ColumnDescription.count(
                  "Live MACs", "Multiply-accumulates on a path from the input to the output.")
              .lowerIsBetter();
      case "bytes" -> ColumnDescription.bytes("Bytes", "Read and written.").lowerIsBetter();
      case "peak-memory" ->
          ColumnDescription.bytes("Peak memory", "Of activations.").lowerIsBetter();
      default ->
          name.contains("-latency")
              ? ColumnDescription.milliseconds(name, "Median time of a forward pass.")
              : TrainedFigure.isNamed(name)
                  ? TrainedColumns.description(name)
                  : ColumnDescription.significant(
                      name,
                      6,
                      "A figure of the search; missing where there is none, and the note says why.");
    };
  }

  private String label(FoundDesign found) {
    return plan.sweep().parameters().stream()
        .map(name -> name + "=" + text(found, name))
        .collect(Collectors.joining(", "));
  }

  private String note(FoundDesign found) {
    List<String> reasons = new ArrayList<>();
    for (Figure figure : plan.figures()) {
      Evaluation evaluation = found.figures().get(figure.name());
      if (evaluation != null && evaluation.number().isEmpty()) {
        reasons.add(figure.name() + ": " + evaluation.note());
      }
    }
    List<String> unsure =
        plan.figures().stream()
            .filter(figure -> isUnsure(found, figure))
            .flatMap(figure ->
                plan.constraints().stream()
                    .filter(constraint -> constraint.figure().name().equals(figure.name())))
            .map(Constraint::text)
            .toList();
    if (!unsure.isEmpty()) {
      reasons.add("measuring did not tell whether it keeps " + String.join(", ", unsure));
    } else if (!found.entry().isFeasible()) {
      reasons.add("breaks a constraint");
    }
    return line(String.join("; ", reasons));
  }

  private boolean isUnsure(FoundDesign found, Figure figure) {
    Evaluation evaluation = found.figures().get(figure.name());
    return evaluation != null && plan.isUnsure(figure, evaluation);
  }

  private static String text(FoundDesign found, String parameter) {
    return line(found.design().value(parameter).text());
  }

  /** A row stays one line in every format. */
  private static String line(String text) {
    return LINE_ENDS.matcher(text).replaceAll(" ");
  }

  /** All that a parameter may be: the type of its column does not depend on the rows. */
  private List<String> choices(String parameter) {
    return plan
        .sweep()
        .spec()
        .parameters()
        .get(plan.sweep().spec().space().indexOf(parameter))
        .values()
        .stream()
        .map(ParameterValue::text)
        .toList();
  }
}
