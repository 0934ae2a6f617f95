package convspectrum.reports.explore;

import convspectrum.reports.chart.Chart;
import convspectrum.reports.html.Report;
import convspectrum.reports.html.Report.ChartPart;
import convspectrum.reports.html.Report.Part;
import convspectrum.reports.table.ResultColumn;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.design.Designs;
import convspectrum.search.study.Latencies;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The page of an exploration: two pictures that tell most, the comparison, then the pictures and
 * tables that explain it, and how it was measured.
 */
final class ReportPage {
  /** Pictures above the comparison. */
  private static final int FIRST = 2;

  private final ResultTable table;
  private final Evidence evidence;
  private final Comparison comparison;
  private final List<String> runtimes;
  private final Optional<RooflineReport> roofline;
  private final StepReport steps;

  ReportPage(
      Designs designs,
      Latencies latencies,
      Evidence evidence,
      Comparison comparison,
      ResultTable table) {
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
    for (ResultColumn proxy : comparison.proxies()) {
      ComparisonCharts.proxy(comparison, proxy)
          .ifPresent(chart -> figures.add(new ChartPart(chart, table.name())));
    }
    return figures;
  }

  /** The page. */
  Report report(String title, List<String> summary) {
    List<ChartPart> figures = figures();
    int first = Math.min(FIRST, figures.size());
    List<Part> parts = new ArrayList<>(figures.subList(0, first));
    parts.add(new Report.TablePart(table.withoutNotes()));
    parts.addAll(figures.subList(first, figures.size()));
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
    return new Report(title, summary, table.notes().warnings(), parts);
  }
}
