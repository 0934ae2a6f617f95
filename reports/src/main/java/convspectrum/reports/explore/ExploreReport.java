package convspectrum.reports.explore;

import convspectrum.executor.machine.Machine;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.reports.chart.PngChart;
import convspectrum.reports.cost.CostTable;
import convspectrum.reports.html.HtmlReport;
import convspectrum.reports.html.Report;
import convspectrum.reports.json.Details;
import convspectrum.reports.json.JsonResult;
import convspectrum.reports.json.ResultKind;
import convspectrum.reports.measure.LimitNotes;
import convspectrum.reports.measure.MachineTable;
import convspectrum.reports.measure.MeasurementNotes;
import convspectrum.reports.predict.PredictionColumns;
import convspectrum.reports.proxy.ProxyColumns;
import convspectrum.reports.proxy.ProxyScores;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.reports.training.TrainedColumns;
import convspectrum.reports.view.CsvTable;
import convspectrum.reports.view.MarkdownTable;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.roofline.Ceiling;
import convspectrum.search.scoring.DesignScores;
import convspectrum.search.study.Latencies;
import convspectrum.search.validate.DesignValidation;
import convspectrum.spec.file.AtomicFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an exploration ends with: the comparison as a table, its pictures, and a few sentences. The
 * same facts as {@code comparison.csv}, {@code .md}, {@code .json} and {@code report.html}.
 */
public final class ExploreReport {
  private static final int MOST_SENTENCES = 12;

  /** The page of a run that goes on is written every two seconds or less often. */
  private static final int REFRESH_SECONDS = 3;

  private final Designs designs;
  private final Latencies latencies;
  private final Machine machine;
  private final String version;
  private final long seed;
  private final Evidence evidence;
  private final boolean partial;
  private final Comparison comparison;
  private final ResultTable table;

  /**
   * A report of counts and times.
   *
   * @param version of convspectrum
   * @param seed of weights, inputs and resampling
   */
  public ExploreReport(
      Designs designs, Latencies latencies, Machine machine, String version, long seed) {
    this(designs, latencies, DesignScores.NONE, machine, version, seed, Evidence.NONE);
  }

  /**
   * A report.
   *
   * @param scores by accuracy proxies; {@link DesignScores#NONE} where none was asked for
   * @param version of convspectrum
   * @param seed of weights, inputs and resampling
   * @param evidence what else it shows
   */
  public ExploreReport(
      Designs designs,
      Latencies latencies,
      DesignScores scores,
      Machine machine,
      String version,
      long seed,
      Evidence evidence) {
    this.designs = designs;
    this.machine = machine;
    this.version = version;
    this.seed = seed;
    this.latencies = latencies;
    this.evidence = evidence.with(ProxyScores.of(scores, designs));
    this.partial =
        scores.isInterrupted()
            || evidence.trainings().interrupted()
            || latencies.runs().stream().anyMatch(MeasurementRun::partial);
    this.comparison =
        new Comparison(
            designs,
            latencies,
            evidence.predictions(),
            this.evidence.proxies(),
            evidence.trainings());
    this.table =
        comparison.table(
            TrainedColumns.notes(
                ProxyColumns.notes(
                    PredictionColumns.notes(notes(), evidence.predictions()), scores),
                evidence.trainings(),
                designs));
  }

  /** The comparison. */
  public ResultTable table() {
    return table;
  }

  /** What came out, a sentence each, and which designs are worth using on each runtime. */
  public List<String> summary() {
    List<String> sentences = new ArrayList<>(evidence.findings());
    long same = designs.rows().stream().filter(row -> row.sameAs().isPresent()).count();
    if (same > 0 && sentences.size() < MOST_SENTENCES) {
      sentences.add(
          "%d of %d rows denote a function that another row denotes already; each was evaluated once."
              .formatted(same, designs.rows().size()));
    }
    return sentences;
  }

  /** Writes the four files into a folder, which is made where it is missing. */
  public List<Path> write(Path folder) {
    List<Path> files = new ArrayList<>();
    files.add(text(folder.resolve("comparison.csv"), new CsvTable().render(table)));
    files.add(text(folder.resolve("comparison.md"), markdown()));
    files.add(text(folder.resolve("comparison.json"), json().json(version)));
    files.add(text(folder.resolve("report.html"), html()));
    return files;
  }

  /** Writes the charts as pictures into a folder. */
  public List<Path> writePictures(Path folder) {
    List<Path> files = new ArrayList<>();
    for (Report.ChartPart part : page().figures()) {
      Path file = folder.resolve(part.figure().name() + ".png");
      byte[] png = PngChart.render(part.figure(), 1200, 800);
      AtomicFile.write(file, out -> out.write(png));
      files.add(file);
    }
    return files;
  }

  private static Path text(Path file, String text) {
    AtomicFile.write(file, text);
    return file;
  }

  /** The comparison and all that is known of it, as a document. */
  public JsonResult json() {
    JsonResult result =
        JsonResult.of(ResultKind.EXPLORE, table)
            .withSummary(summary())
            .with(
                new Details.Explore(
                    designs.name(),
                    designs.baseline(),
                    designs.parameters(),
                    latencies.runtimes(),
                    seed,
                    partial));
    return latencies.runs().isEmpty()
        ? result
        : result.measured(machine, evidence.limits(), latencies.runs());
  }

  private String markdown() {
    List<String> sentences = summary();
    String rendered = new MarkdownTable().render(table);
    return sentences.isEmpty() ? rendered : MarkdownTable.list(sentences) + "\n" + rendered;
  }

  private String html() {
    return HtmlReport.render(page().report(designs.name(), summary()));
  }

  /**
   * The page while designs are measured: what is known of them, and how far the measuring is.
   *
   * @param how far, in a sentence
   */
  public String going(String how) {
    return HtmlReport.render(page().report(designs.name(), summary()).going(how, REFRESH_SECONDS));
  }

  /** The page and its pictures. */
  ReportPage page() {
    return new ReportPage(designs, latencies, evidence, comparison, table);
  }

  private Notes notes() {
    Notes notes =
        Notes.none()
            .with("convspectrum", version)
            .with("machine", MachineTable.summary(machine))
            .with("java", machine.platform().jvm())
            .with("cost_convention", CostTable.convention(designs.baselineRow().cost()))
            .with("input", CostTable.inputs(designs))
            .with("baseline", designs.baseline())
            .with("seed", Long.toString(seed));
    for (MeasurementRun run : latencies.runs()) {
      notes = MeasurementNotes.with(notes, run);
      notes = withBaseline(notes, run);
    }
    if (!latencies.runs().isEmpty() && evidence.limits().isPresent()) {
      notes = LimitNotes.withWarning(notes, evidence.limits().get());
    }
    for (String warning : designs.partialFigures()) {
      notes = notes.withWarning(warning);
    }
    if (!latencies.runs().isEmpty()) {
      for (String warning : designs.seededWeights()) {
        notes = notes.withWarning(warning);
      }
    }
    return notes;
  }

  /** Where surely more than all is realised, baselines are weak: how weak stands beside it. */
  private Notes withBaseline(Notes notes, MeasurementRun run) {
    List<ComparedDesign> beyond =
        designs.distinct().stream().filter(design -> isBeyondTheory(run, design)).toList();
    if (beyond.isEmpty()) {
      return notes;
    }
    return notes.with(
        run.conditions().runtime() + "_baseline",
        "%d design%s more than the MACs promise; %s"
            .formatted(
                beyond.size(),
                beyond.size() == 1 ? " realises" : "s realise",
                baseline(run, designs.baselineOf(beyond.getFirst()))));
  }

  private boolean isBeyondTheory(MeasurementRun run, ComparedDesign design) {
    return DesignValidation.isBeyondTheory(
        DesignValidation.realisation(
            latencies.speedup(run, design), Comparison.theoreticalSpeedup(designs, design)));
  }

  private String baseline(MeasurementRun run, ComparedDesign baseline) {
    double share = peakShare(run, baseline);
    return baseline.label()
        + (Double.isNaN(share)
            ? " is slower for its MACs"
            : String.format(Locale.ROOT, " itself reaches %.0f %% of the peak", 100 * share));
  }

  private double peakShare(MeasurementRun run, ComparedDesign baseline) {
    return evidence
        .limits()
        .flatMap(limits ->
            latencies
                .measurement(run, baseline)
                .map(measured ->
                    new Ceiling(limits).peakShare(baseline, measured.medianMs(), run.conditions())))
        .orElse(Double.NaN);
  }
}
