package convspectrum.reports.proxy;

import convspectrum.reports.chart.Chart;
import convspectrum.reports.html.HtmlReport;
import convspectrum.reports.html.Report;
import convspectrum.reports.json.Details;
import convspectrum.reports.json.JsonResult;
import convspectrum.reports.json.ResultKind;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.ColumnNames;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.reports.view.CsvTable;
import convspectrum.search.proxy.calibrate.Agreement;
import convspectrum.search.proxy.calibrate.NoiseCeiling;
import convspectrum.search.proxy.calibrate.ScoredSample;
import convspectrum.spec.file.AtomicFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What comes of holding proxies against known accuracies: tables, sentences and a page. */
public final class CalibrationReport {
  /** Networks that the page lists and draws; the file of the sample has all. */
  private static final int MOST_ON_PAGE = 1000;

  private final Run run;
  private final ScoredSample sample;
  private final List<Agreement> agreements;
  private final List<NoiseCeiling> ceilings;

  /**
   * How proxies were calibrated.
   *
   * @param space name of the space
   * @param images what networks were scored with, in words
   * @param seed of the sample, of weights and of inputs
   * @param drawn how many networks were to be scored
   */
  public record Run(String space, String images, long seed, int drawn) {}

  /**
   * A report.
   *
   * @param agreements of all columns of accuracies with the scores of {@code sample}
   * @param ceilings one for each of these columns
   */
  public CalibrationReport(
      Run run, ScoredSample sample, List<Agreement> agreements, List<NoiseCeiling> ceilings) {
    this.run = run;
    this.sample = sample;
    this.agreements = List.copyOf(agreements);
    this.ceilings = List.copyOf(ceilings);
  }

  /** The table {@code calibration}. */
  public ResultTable table() {
    Notes notes =
        Notes.none()
            .with("sample", Integer.toString(sample.size()))
            .with(
                "accuracy",
                ceilings.stream().map(NoiseCeiling::accuracy).collect(Collectors.joining(", ")))
            .with("seed", Long.toString(run.seed()))
            .with("images", run.images())
            .with("noise_ceiling", ceiling());
    for (String sentence : sample.missing()) {
      notes = notes.withWarning(sentence);
    }
    return AgreementTable.of(agreements, notes);
  }

  /** The figures alone where there is one column, else behind its name. */
  private String ceiling() {
    return ceilings.stream()
        .map(one ->
            (ceilings.size() == 1 ? "" : one.accuracy() + " ")
                + (one.isKnown() ? "%.3f".formatted(one.spearman()) : "unknown"))
        .collect(Collectors.joining(", "));
  }

  /** What came out, a sentence each. */
  public List<String> summary() {
    List<String> sentences = new ArrayList<>();
    for (NoiseCeiling ceiling : ceilings) {
      List<Agreement> own =
          agreements.stream().filter(one -> one.accuracy().equals(ceiling.accuracy())).toList();
      sentences.addAll(new CalibrationSentences(own).of(ceiling));
    }
    return sentences;
  }

  /** The result as a document. */
  public JsonResult json() {
    NoiseCeiling first = ceilings.getFirst();
    return JsonResult.of(ResultKind.PROXIES_CALIBRATE, table())
        .withSummary(summary())
        .with(
            new Details.Calibration(
                sample.size(),
                first.accuracy(),
                run.seed(),
                run.images(),
                figure(first.spearman()),
                ceilings.stream()
                    .map(one ->
                        new Details.Ceiling(
                            one.accuracy(), figure(one.spearman()), figure(one.top()), one.runs()))
                    .toList(),
                sample.size() < run.drawn()));
  }

  private static OptionalDouble figure(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /**
   * Writes {@code calibration.html}, {@code .csv} and {@code .json}, and {@code samples.csv}, which
   * has the accuracies and scores of each network.
   *
   * @param version of convspectrum
   */
  public List<Path> write(Path folder, String version) {
    return List.of(
        text(folder.resolve("calibration.html"), html()),
        text(folder.resolve("calibration.csv"), new CsvTable().render(table())),
        text(folder.resolve("calibration.json"), json().json(version)),
        text(folder.resolve("samples.csv"), new CsvTable().render(samples(sample.size()))));
  }

  private static Path text(Path file, String text) {
    AtomicFile.write(file, text);
    return file;
  }

  private String html() {
    int shown = Math.min(MOST_ON_PAGE, sample.size());
    List<Report.Part> parts = new ArrayList<>();
    parts.add(new Report.TablePart(table()));
    for (Chart chart : new CalibrationCharts(sample, agreements, shown).all()) {
      parts.add(new Report.ChartPart(chart, "samples"));
    }
    parts.add(new Report.TablePart(samples(shown)));
    return HtmlReport.render(new Report("Accuracy proxies on " + run.space(), summary(), parts));
  }

  /** The table {@code samples}: the first networks, a row each. */
  private ResultTable samples(int count) {
    ColumnNames names = new ColumnNames();
    List<Integer> lines = sample.lines();
    List<String> designs = sample.designs();
    Columns<Integer> columns =
        new Columns<>(IntStream.range(0, count).boxed().toList())
            .count(
                names.take("line", "column"),
                lines::get,
                ColumnDescription.plain("Line", "The line of the table of accuracies."))
            .text(
                names.take("design", "column"),
                designs::get,
                ColumnDescription.text("Design", "The network, by its choices."));
    for (NoiseCeiling ceiling : ceilings) {
      double[] accuracies = sample.accuracies(ceiling.accuracy());
      columns.real(
          names.take(ceiling.accuracy(), "accuracy"),
          row -> accuracies[row],
          ColumnDescription.significant(ceiling.accuracy(), 6, "Accuracy from the table."));
    }
    for (String name : scored()) {
      double[] scores = sample.scores(name);
      columns.real(
          names.take(name, "proxy"),
          row -> scores[row],
          ColumnDescription.significant(name, 6, "Score; missing where it is undefined."));
    }
    String title =
        count < sample.size()
            ? "The first %,d of %,d networks".formatted(count, sample.size())
            : "The networks";
    return new ResultTable("samples", title, columns.list(), Notes.none());
  }

  private List<String> scored() {
    List<String> names = new ArrayList<>(sample.proxies());
    if (sample.hasRankSum()) {
      names.add(ScoredSample.RANK_SUM);
    }
    return names;
  }
}
