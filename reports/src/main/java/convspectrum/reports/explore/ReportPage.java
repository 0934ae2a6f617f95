package convspectrum.reports.explore;

import convspectrum.reports.chart.Chart;
import convspectrum.reports.design.DesignDetails;
import convspectrum.reports.html.DesignChoice.Goal;
import convspectrum.reports.html.Report;
import convspectrum.reports.html.Report.ChartPart;
import convspectrum.reports.html.Report.Part;
import convspectrum.reports.table.ResultColumn;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.study.Latencies;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The page of an exploration: the answer with the picture that tells most and the recommended
 * designs, the comparison, then the pictures and tables that explain it, and how it was measured.
 */
final class ReportPage {
  private final ResultTable table;
  private final Evidence evidence;
  private final Comparison comparison;
  private final List<String> runtimes;
  private final Optional<RooflineReport> roofline;
  private final StepReport steps;
  private final Designs designs;
  private final Recommended recommended;

  ReportPage(
      Designs designs,
      Latencies latencies,
      Evidence evidence,
      Comparison comparison,
      ResultTable table) {
    this.designs = designs;
    this.recommended = Recommended.of(designs, latencies, comparison);
    this.table = table;
    this.evidence = evidence;
    this.comparison = comparison;
    this.runtimes = latencies.runtimes();
    this.steps = new StepReport(evidence.profiles());
    this.roofline =
        evidence.limits().map(limits -> new RooflineReport(designs, latencies, steps, limits));
  }

  /** All pictures, those that tell most first. */
  List<ChartPart> figures() {
    List<ChartPart> figures = new ArrayList<>();
    for (Chart chart : ComparisonCharts.sweep(comparison)) {
      figures.add(new ChartPart(chart, table.name()));
    }
    int second = Math.min(figures.size(), runtimes.isEmpty() ? figures.size() : 1);
    ComparisonCharts.speedup(comparison)
        .ifPresent(chart -> figures.add(second, new ChartPart(chart, table.name())));
    roofline
        .flatMap(RooflineReport::chart)
        .ifPresent(chart -> figures.add(new ChartPart(chart, "roofline")));
    steps.bars().forEach(bars -> figures.add(new ChartPart(bars, "steps")));
    comparison
        .trained()
        .flatMap(column -> ComparisonCharts.trained(comparison, column))
        .ifPresent(chart -> figures.add(new ChartPart(chart, table.name())));
    for (ResultColumn proxy : comparison.proxies()) {
      ComparisonCharts.proxy(comparison, proxy)
          .ifPresent(chart -> figures.add(new ChartPart(chart, table.name())));
    }
    return figures;
  }

  /** The page: what tells most beside the answer, then the designs, then what explains them. */
  Report report(String title, List<String> summary) {
    List<ChartPart> figures = figures();
    List<Part> first = new ArrayList<>(figures.subList(0, Math.min(1, figures.size())));
    if (!recommended.designs().isEmpty()) {
      first.add(new Report.TablePart(recommended.table()));
    }
    List<Part> parts = new ArrayList<>(List.of(new Report.TablePart(table.withoutNotes())));
    parts.addAll(figures.subList(Math.min(1, figures.size()), figures.size()));
    evidence.tables().forEach(further -> parts.add(new Report.TablePart(further)));
    if (roofline.flatMap(RooflineReport::chart).isPresent()) {
      parts.add(new Report.TablePart(roofline.orElseThrow().table()));
    }
    if (!evidence.profiles().isEmpty()) {
      parts.add(new Report.TablePart(steps.table()));
    }
    parts.add(
        new Report.NotesPart(
            runtimes.isEmpty() ? "How it was counted" : "How it was measured", table.notes()));
    Set<ComparedDesign> best = new HashSet<>(recommended.designs());
    Optional<String> answer = recommended.sentence();
    boolean leads = answer.isEmpty() && !summary.isEmpty();
    return new Report(
        title,
        answer.orElse(leads ? summary.getFirst() : ""),
        leads ? summary.subList(1, summary.size()) : summary,
        table.notes().warnings(),
        first,
        parts,
        Optional.of(
            new DesignDetails(evidence.profiles(), evidence.source())
                .of(
                    table.name(),
                    goals(),
                    designs.rows().size(),
                    Stream.concat(
                        recommended.designs().stream(),
                        designs.rows().stream().filter(row -> !best.contains(row))))),
        0);
  }

  /**
   * The least time, or MACs, and the most of accuracy, or of what may stand for it: a proxy, or
   * params.
   */
  private List<Goal> goals() {
    String cost = runtimes.isEmpty() ? "macs" : runtimes.getFirst() + "_ms";
    String worth =
        comparison
            .trained()
            .or(() -> comparison.proxies().stream().findFirst())
            .map(ResultColumn::name)
            .orElse("params");
    return List.of(new Goal(cost, true), new Goal(worth, false));
  }
}
