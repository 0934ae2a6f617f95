package convspectrum.reports.search;

import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.ColumnNames;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ParameterColumn;
import convspectrum.reports.table.ResultColumn;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.figure.Figure;
import convspectrum.search.figure.Objective;
import convspectrum.search.journal.Evaluation;
import convspectrum.search.pareto.Hypervolume;
import convspectrum.search.run.FrontTrial;
import convspectrum.search.run.FrontTrial.Standing;
import convspectrum.search.run.SearchResult;
import convspectrum.search.run.SearchResult.FoundDesign;
import convspectrum.search.strategy.Archive;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables of a search. */
final class SearchTables {
  /** Points of the curve of hypervolume over evaluations, at most. */
  private static final int CURVE = 200;

  private static final double MARGIN = 0.1;

  private final SearchResult result;
  private final Notes notes;

  SearchTables(SearchResult result, Notes notes) {
    this.result = result;
    this.notes = notes;
  }

  /** In which order columns stand. */
  enum Layout {
    /** The design as one text first, then its parameters and its figures: for programs. */
    FILE,

    /** The figures first, for which a reader looks; the design by its parameters alone. */
    PAGE
  }

  /** The designs that nothing beats. */
  ResultTable front(Layout layout) {
    return designs(
        "front", "Front of " + result.plan().sweep().spec().name(), result.best(), notes, layout);
  }

  /** All designs that are kept. */
  ResultTable all(Layout layout) {
    return designs("designs", "Evaluated designs", result.designs(), Notes.none(), layout);
  }

  private ResultTable designs(
      String name, String title, List<FoundDesign> designs, Notes about, Layout layout) {
    ColumnNames names = new ColumnNames();
    Columns<FoundDesign> columns = new Columns<>(designs);
    switch (layout) {
      case FILE -> {
        columns.text(
            names.take("design", "column"),
            this::label,
            ColumnDescription.text("Design", "").asDetail());
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
            ColumnDescription.text("Note", "Why a figure is missing."));
    return new ResultTable(name, title, columns.list(), about);
  }

  private void parameters(
      Columns<FoundDesign> columns, ColumnNames names, List<FoundDesign> designs) {
    for (String parameter : result.plan().sweep().parameters()) {
      List<Optional<String>> values =
          designs.stream().map(one -> Optional.of(one.design().value(parameter).text())).toList();
      String column = names.take(parameter, "parameter");
      columns.column(
          new ResultColumn(
              ParameterColumn.of(column, values), ColumnDescription.text(parameter, "")));
    }
  }

  private void figures(Columns<FoundDesign> columns, ColumnNames names) {
    Set<FoundDesign> best = new HashSet<>(result.best());
    for (Figure figure : result.plan().figures()) {
      columns.real(
          names.take(figure.name(), "figure"), one -> one.figure(figure.name()), of(figure));
    }
    result
        .trial()
        .ifPresent(trial ->
            columns.real(
                names.take("p_front", "column"),
                one -> standing(trial, one).map(Standing::probability).orElse(Double.NaN),
                ColumnDescription.significant(
                    "P(front)", 3, "Share of draws in which nothing beats it.")));
    columns.text(
        names.take("front", "column"),
        one -> best.contains(one) ? belonging(one) : "",
        ColumnDescription.text("Front", "Nothing beats it; or, equivalent: measuring did not tell.")
            .asDetail());
  }

  private static Optional<Standing> standing(FrontTrial trial, FoundDesign found) {
    return Optional.ofNullable(trial.standings().get(found.number()));
  }

  private String belonging(FoundDesign found) {
    return result.trial().flatMap(trial -> standing(trial, found)).stream()
            .anyMatch(Standing::isEquivalent)
        ? "equivalent"
        : "yes";
  }

  private static ColumnDescription of(Figure figure) {
    return switch (figure.name()) {
      case "params" -> ColumnDescription.count("Params", "Learned parameters.");
      case "macs" -> ColumnDescription.count("MACs", "Multiply-accumulates.");
      case "flops" -> ColumnDescription.count("FLOPs", "Twice the MACs.");
      case "bytes" -> ColumnDescription.bytes("Bytes", "Read and written.");
      case "peak-memory" -> ColumnDescription.bytes("Peak memory", "Of activations.");
      default ->
          figure.name().contains("-latency")
              ? ColumnDescription.milliseconds(figure.name(), "Median time of a forward pass.")
              : ColumnDescription.significant(figure.name(), 6, "");
    };
  }

  private String label(FoundDesign found) {
    return result.plan().sweep().parameters().stream()
        .map(name -> name + "=" + found.design().value(name).text())
        .collect(Collectors.joining(", "));
  }

  private String note(FoundDesign found) {
    List<String> reasons = new ArrayList<>();
    for (Figure figure : result.plan().figures()) {
      Evaluation evaluation = found.figures().get(figure.name());
      if (evaluation != null && evaluation.number().isEmpty()) {
        reasons.add(figure.name() + ": " + evaluation.note());
      }
    }
    if (!found.entry().isFeasible()) {
      reasons.add("breaks a constraint");
    }
    return String.join("; ", reasons);
  }

  /** A point of the curve: designs evaluated, share of the final hypervolume, size of the front. */
  record Mark(long evaluations, double hypervolume, int front) {}

  /**
   * Hypervolume over evaluations, as a share of the last, up to the worst of the front plus a tenth
   * of its range; none where not all designs are kept.
   */
  List<Mark> marks() {
    if (result.designs().size() != result.evaluated() || result.front().isEmpty()) {
      return List.of();
    }
    List<double[]> front = seenFront();
    double[] corner = corner(front);
    double whole = Hypervolume.of(front, corner);
    Archive archive = new Archive();
    List<Mark> marks = new ArrayList<>();
    int step = (int) Math.max(1, result.evaluated() / CURVE);
    for (FoundDesign found : result.designs()) {
      archive.add(found.entry().encoding(), found.entry().toArray(), found.entry().violation());
      if (archive.size() % step == 0 || archive.size() == result.evaluated()) {
        double volume =
            Hypervolume.of(archive.front().stream().map(Archive.Entry::toArray).toList(), corner);
        marks.add(new Mark(archive.size(), whole > 0 ? volume / whole : 1, archive.front().size()));
      }
    }
    return marks;
  }

  /** The {@link #marks} as a table; none where there are none. */
  Optional<ResultTable> progress() {
    List<Mark> marks = marks();
    if (marks.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ResultTable(
            "progress",
            "Hypervolume over evaluations",
            new Columns<>(marks)
                .count("evaluations", Mark::evaluations, ColumnDescription.exact("Evaluations", ""))
                .real(
                    "hypervolume",
                    Mark::hypervolume,
                    ColumnDescription.significant(
                        "Hypervolume", 5, "Share of what the final front dominates."))
                .count("front", Mark::front, ColumnDescription.exact("Front", "Its designs."))
                .list(),
            Notes.none()));
  }

  /** The front as the strategy saw it, before anything was measured afresh. */
  private List<double[]> seenFront() {
    Archive archive = new Archive();
    result
        .designs()
        .forEach(one ->
            archive.add(one.entry().encoding(), one.entry().toArray(), one.entry().violation()));
    return archive.front().stream().map(Archive.Entry::toArray).toList();
  }

  private static double[] corner(List<double[]> front) {
    double[] corner = new double[front.getFirst().length];
    for (int i = 0; i < corner.length; i++) {
      int which = i;
      double worst = front.stream().mapToDouble(one -> one[which]).max().orElseThrow();
      double best = front.stream().mapToDouble(one -> one[which]).min().orElseThrow();
      corner[i] = worst + MARGIN * (worst > best ? worst - best : 1);
    }
    return corner;
  }

  /** For each parameter, how much of the variance of each objective its choices explain. */
  ResultTable importance() {
    List<String> parameters = result.plan().sweep().parameters();
    Columns<String> columns =
        new Columns<>(parameters)
            .text("parameter", name -> name, ColumnDescription.text("Parameter", ""));
    ColumnNames names = new ColumnNames();
    names.take("parameter", "column");
    List<Objective> objectives = result.plan().objectives();
    for (int i = 0; i < objectives.size(); i++) {
      int which = i;
      columns.real(
          names.take(objectives.get(i).name(), "objective"),
          parameter -> explained(parameter, which),
          ColumnDescription.percent(
              objectives.get(i).name(),
              "Share of the variance between the choices of the parameter, among evaluated"
                  + " designs."));
    }
    return new ResultTable(
        "importance", "Which parameter moves which objective", columns.list(), Notes.none());
  }

  /** η² of a one-way analysis of variance: between groups over total. */
  private double explained(String parameter, int objective) {
    List<FoundDesign> designs =
        result.designs().stream()
            .filter(one -> Double.isFinite(one.entry().value(objective)))
            .toList();
    double mean =
        designs.stream().mapToDouble(one -> one.entry().value(objective)).average().orElse(0);
    double total = 0;
    for (FoundDesign one : designs) {
      double gap = one.entry().value(objective) - mean;
      total += gap * gap;
    }
    double between =
        designs.stream()
            .collect(Collectors.groupingBy(one -> one.design().value(parameter).text()))
            .values()
            .stream()
            .mapToDouble(group -> {
              double gap =
                  group.stream()
                          .mapToDouble(one -> one.entry().value(objective))
                          .average()
                          .orElseThrow()
                      - mean;
              return group.size() * gap * gap;
            })
            .sum();
    return total > 0 ? between / total : Double.NaN;
  }
}
