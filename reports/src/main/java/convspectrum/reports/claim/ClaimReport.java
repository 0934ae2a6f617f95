package convspectrum.reports.claim;

import convspectrum.executor.machine.Machine;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.reports.chart.Chart;
import convspectrum.reports.html.HtmlReport;
import convspectrum.reports.html.Report;
import convspectrum.reports.html.Report.ChartPart;
import convspectrum.reports.html.Report.NotesPart;
import convspectrum.reports.html.Report.Part;
import convspectrum.reports.html.Report.TablePart;
import convspectrum.reports.json.Details;
import convspectrum.reports.json.JsonResult;
import convspectrum.reports.json.ResultKind;
import convspectrum.reports.table.ResultTable;
import convspectrum.reports.view.CsvTable;
import convspectrum.reports.view.MarkdownTable;
import convspectrum.search.claim.ClaimDocument;
import convspectrum.search.claim.ClaimJudge;
import convspectrum.search.claim.ClaimTimes;
import convspectrum.search.claim.Judgement;
import convspectrum.search.design.Designs;
import convspectrum.search.study.Latencies;
import convspectrum.spec.file.AtomicFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a study ends with: tables, sentences, and the same as files and as a page. */
public final class ClaimReport {
  private final ClaimDocument document;
  private final Machine machine;
  private final String version;
  private final long seed;
  private final Latencies latencies;
  private final List<RuntimeVerdicts> runtimes;
  private final ResultTable claims;
  private final ResultTable sources;
  private final String title;

  /**
   * The report of a study.
   *
   * @param designs its networks, by label
   * @param times what was measured
   * @param version of convspectrum
   * @param seed of weights, inputs and resampling
   */
  public ClaimReport(
      ClaimDocument document,
      Designs designs,
      ClaimTimes times,
      Machine machine,
      String version,
      long seed) {
    this.document = document;
    this.machine = machine;
    this.version = version;
    this.seed = seed;
    this.latencies = times.first();
    ClaimJudge judge = new ClaimJudge(designs);
    this.runtimes =
        times.processes().stream()
            .map(processes -> RuntimeVerdicts.of(document, judge, processes))
            .toList();
    ClaimTables tables = new ClaimTables(document, runtimes);
    this.claims = tables.claims(machine, version);
    this.sources = tables.sources();
    this.title = tables.title();
  }

  /** What came of each claim. */
  public ResultTable claims() {
    return claims;
  }

  /** Where the claims are from. */
  public ResultTable sources() {
    return sources;
  }

  /** How many claims have each verdict, a sentence for each runtime, then which. */
  public List<String> summary() {
    List<String> sentences = new ArrayList<>();
    runtimes.forEach(runtime -> sentences.add(runtime.counts()));
    for (RuntimeVerdicts runtime : runtimes) {
      for (Judgement judgement : List.of(Judgement.REFUTED, Judgement.UNDECIDED)) {
        List<String> ids = runtime.of(judgement);
        if (!ids.isEmpty()) {
          sentences.add("%s: %s %s.".formatted(runtime.name(), judgement, String.join(", ", ids)));
        }
      }
    }
    return sentences;
  }

  /** The study as a document. */
  public JsonResult json() {
    return JsonResult.of(ResultKind.STUDY, claims, sources)
        .withSummary(summary())
        .with(
            new Details.Study(
                document.name(),
                latencies.runtimes(),
                seed,
                latencies.runs().stream().anyMatch(MeasurementRun::partial)))
        .measured(machine, Optional.empty(), latencies.runs());
  }

  /** Writes {@code study.html}, {@code .csv}, {@code .md} and {@code .json} into a folder. */
  public List<Path> write(Path folder) {
    return List.of(
        text(folder.resolve("study.html"), html()),
        text(folder.resolve("study.csv"), new CsvTable().render(claims)),
        text(folder.resolve("study.md"), markdown()),
        text(folder.resolve("study.json"), json().json(version)));
  }

  private static Path text(Path file, String text) {
    AtomicFile.write(file, text);
    return file;
  }

  private String markdown() {
    MarkdownTable markdown = new MarkdownTable();
    return MarkdownTable.list(summary())
        + "\n"
        + markdown.render(claims)
        + "\n"
        + markdown.render(sources);
  }

  private String html() {
    List<Chart> charts = new ClaimCharts(document.claims(), runtimes).all();
    List<Part> first = List.of(new ChartPart(charts.getFirst(), claims.name()));
    List<Part> parts = new ArrayList<>(List.of(new TablePart(claims.withoutNotes())));
    charts.stream().skip(1).forEach(chart -> parts.add(new ChartPart(chart, claims.name())));
    parts.add(new TablePart(sources));
    parts.add(new NotesPart("How it was measured", claims.notes()));
    List<String> sentences = summary();
    int runs = runtimes.size();
    return HtmlReport.render(
        new Report(
            title,
            String.join(" ", sentences.subList(0, runs)),
            sentences.subList(runs, sentences.size()),
            claims.notes().warnings(),
            first,
            parts,
            Optional.empty(),
            0));
  }
}
