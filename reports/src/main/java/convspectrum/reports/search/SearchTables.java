package convspectrum.reports.search;

import convspectrum.reports.search.DesignTable.Layout;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.ColumnNames;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.figure.Objective;
import convspectrum.search.pareto.Hypervolume;
import convspectrum.search.run.SearchResult;
import convspectrum.search.run.SearchResult.FoundDesign;
import convspectrum.search.solution.Certificate;
import convspectrum.search.strategy.Archive;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables of a search. */
final class SearchTables {
  /** Points of the curve of hypervolume over evaluations, at most. */
  private static final int CURVE = 200;

  private static final double MARGIN = 0.1;

  private final SearchResult result;
  private final DesignTable designs;
  private final Notes notes;

  SearchTables(SearchResult result, Notes notes) {
    this.result = result;
    this.designs = new DesignTable(result.plan(), result.trial(), Set.copyOf(result.best()));
    this.notes = notes;
  }

  /** The designs that nothing beats. */
  ResultTable front(Layout layout) {
    return designs.table(
        "front", "Front of " + result.plan().sweep().spec().name(), result.best(), notes, layout);
  }

  /** All designs that are kept. */
  ResultTable all(Layout layout) {
    String title =
        result.isSampled()
            ? String.format(
                Locale.ROOT,
                "The front and a random sample of the %,d evaluated designs",
                result.evaluated())
            : "Evaluated designs";
    return designs.table("designs", title, result.designs(), Notes.none(), layout);
  }

  /** A point of the curve: designs evaluated, share of the final hypervolume, size of the front. */
  record Mark(long evaluations, double hypervolume, int front) {}

  /**
   * Hypervolume over evaluations, as a share of the last, up to the worst of the front plus a tenth
   * of its range; none where not all designs are kept, or the front was known before.
   */
  List<Mark> marks() {
    boolean isSolved = result.certificate().map(Certificate::isWhole).orElse(false);
    if (isSolved || result.designs().size() != result.evaluated() || result.front().isEmpty()) {
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
                .count(
                    "evaluations",
                    Mark::evaluations,
                    ColumnDescription.exact(
                        "Evaluations", "How many designs were evaluated until then."))
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
            .text(
                "parameter",
                name -> name,
                ColumnDescription.text("Parameter", "The parameter of the spec."));
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
                  + " designs; none where these do not differ in it."));
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
