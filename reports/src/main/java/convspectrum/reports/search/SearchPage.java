package convspectrum.reports.search;

import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.NetworkCost;
import convspectrum.reports.chart.Axis;
import convspectrum.reports.chart.Chart;
import convspectrum.reports.chart.Palette;
import convspectrum.reports.chart.Point;
import convspectrum.reports.chart.Scale;
import convspectrum.reports.chart.Series;
import convspectrum.reports.design.DesignDetails;
import convspectrum.reports.design.DesignSource;
import convspectrum.reports.html.DesignChoice;
import convspectrum.reports.html.DesignChoice.Goal;
import convspectrum.reports.html.Report;
import convspectrum.reports.search.DesignTable.Layout;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Network;
import convspectrum.search.design.Sweep;
import convspectrum.search.figure.Direction;
import convspectrum.search.figure.Objective;
import convspectrum.search.run.SearchResult;
import convspectrum.search.run.SearchResult.FoundDesign;
import convspectrum.spec.canonical.Fingerprint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The page of a search: the front as a chart and a table beside the answer, then what was evaluated
 * to choose from, the hypervolume as the evaluations came, and what the parameters explain.
 */
final class SearchPage {
  private final SearchResult result;
  private final SearchTables tables;

  SearchPage(SearchResult result, SearchTables tables) {
    this.result = result;
    this.tables = tables;
  }

  /**
   * The page.
   *
   * @param sentences what came out; the first how much was evaluated
   */
  Report report(List<String> sentences) {
    List<Report.Part> first = new ArrayList<>();
    chart().ifPresent(chart -> first.add(new Report.ChartPart(chart, "designs")));
    ResultTable front = tables.front(Layout.PAGE);
    first.add(part(front.withoutNotes(), result.best()));
    List<Report.Part> parts = new ArrayList<>();
    parts.add(part(tables.all(Layout.PAGE), result.designs()));
    Optional<ResultTable> progress = tables.progress();
    if (progress.isPresent()) {
      parts.add(new Report.ChartPart(curve(tables.marks()), "progress"));
    }
    parts.add(new Report.TablePart(tables.importance()));
    progress.ifPresent(table -> parts.add(new Report.TablePart(table)));
    parts.add(new Report.NotesPart("How it was searched", front.notes()));
    Optional<String> answer = new FrontAnswer(result).sentence();
    return new Report(
        "Search of " + result.plan().sweep().spec().name(),
        answer.orElse(sentences.getFirst()),
        answer.isPresent() ? sentences : sentences.subList(1, sentences.size()),
        front.notes().warnings(),
        first,
        parts,
        Optional.of(details()),
        0);
  }

  /** Of the front first; there may be far more than there is room for. */
  private DesignChoice details() {
    Sweep sweep = result.plan().sweep();
    Set<FoundDesign> best = new HashSet<>(result.best());
    Stream<FoundDesign> order =
        Stream.concat(
            result.best().stream(), result.designs().stream().filter(one -> !best.contains(one)));
    // No command names the spec: a report holds no path.
    return new DesignDetails(
            List.of(),
            new DesignSource(Optional.of(sweep), Optional.empty(), Map.of(), Optional.empty()))
        .of(
            "designs",
            goals(),
            result.designs().size(),
            order.map(found -> compared(sweep, found)));
  }

  /**
   * The objectives of the chart: the first one, and the first of the other direction, as a cost and
   * what is had for it; two costs where there is no other.
   */
  private List<Objective> pair() {
    List<Objective> all = result.plan().objectives();
    Objective first = all.getFirst();
    return Stream.concat(
            Stream.of(first),
            all.stream()
                .skip(1)
                .sorted(Comparator.comparing(one -> one.direction() == first.direction()))
                .limit(1))
        .toList();
  }

  private List<Goal> goals() {
    return pair().stream()
        .map(one -> new Goal(one.name(), one.direction() == Direction.MIN))
        .toList();
  }

  private static ComparedDesign compared(Sweep sweep, FoundDesign found) {
    Network network = Network.design(sweep.spec(), found.design(), sweep.input());
    return new ComparedDesign(
        found.design().toString(),
        network,
        NetworkCost.of(network.graph(), CostOptions.DEFAULT),
        Fingerprint.of(network.graph()),
        Optional.empty());
  }

  private static Report.TablePart part(ResultTable table, List<FoundDesign> designs) {
    return new Report.TablePart(
        table, designs.stream().map(one -> one.design().toString()).toList());
  }

  /** Two objectives against each other, the front as a line; none of one objective. */
  private Optional<Chart> chart() {
    if (result.plan().objectives().size() < 2 || result.front().isEmpty()) {
      return Optional.empty();
    }
    List<Objective> pair = pair();
    boolean isWorthFirst = pair.get(0).direction() == Direction.MAX;
    Objective x = isWorthFirst ? pair.get(1) : pair.get(0);
    Objective y = isWorthFirst ? pair.get(0) : pair.get(1);
    List<Point> front = new ArrayList<>(points(result.best(), x, y));
    front.sort(Comparator.comparingDouble(Point::x));
    Set<FoundDesign> best = new HashSet<>(result.best());
    List<FoundDesign> others =
        result.designs().stream().filter(one -> !best.contains(one)).toList();
    boolean joined = result.plan().objectives().size() == 2;
    return Optional.of(
        new Chart(
            "front",
            heading(y) + " against " + heading(x),
            result.isSampled()
                ? "A sample of the evaluated designs, and the front of all."
                : "All evaluated designs, and the front of those that nothing beats.",
            axis(x),
            axis(y),
            List.of(
                new Series(
                    result.isSampled() ? "sample" : "evaluated", points(others, x, y), false),
                new Series(
                    "front",
                    front,
                    joined,
                    Palette.FRONT,
                    3)), // The last series is drawn above the others.
            List.of()));
  }

  private static String heading(Objective objective) {
    return DesignTable.description(objective.name()).heading();
  }

  private static Axis axis(Objective objective) {
    String unit = DesignTable.description(objective.name()).unit();
    return new Axis(
        heading(objective) + (unit.isEmpty() ? "" : " (" + unit + ")"),
        objective.byRatio() ? Scale.LOG10 : Scale.LINEAR);
  }

  private List<Point> points(List<FoundDesign> designs, Objective x, Objective y) {
    return designs.stream()
        .filter(one -> one.entry().isFeasible())
        .filter(one -> shows(x, one) && shows(y, one))
        .map(one -> new Point(one.design().toString(), one.figure(x.name()), one.figure(y.name())))
        .toList();
  }

  private static boolean shows(Objective objective, FoundDesign found) {
    return Double.isFinite(objective.minimised(found.figure(objective.name())));
  }

  private static Chart curve(List<SearchTables.Mark> marks) {
    List<Point> points = new ArrayList<>();
    for (SearchTables.Mark mark : marks) {
      if (!Double.isNaN(mark.hypervolume())) {
        points.add(
            new Point(mark.evaluations() + " evaluations", mark.evaluations(), mark.hypervolume()));
      }
    }
    return new Chart(
        "progress",
        "Hypervolume over evaluations",
        "How much of what the final front dominates was dominated after how many evaluations.",
        new Axis("evaluations", Scale.LINEAR),
        new Axis("share of the final hypervolume", Scale.LINEAR),
        List.of(new Series("hypervolume", points, true)),
        List.of());
  }
}
