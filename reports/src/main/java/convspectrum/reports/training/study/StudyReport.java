package convspectrum.reports.training.study;

import convspectrum.reports.chart.Chart;
import convspectrum.reports.chart.PngChart;
import convspectrum.reports.html.HtmlReport;
import convspectrum.reports.html.Report;
import convspectrum.reports.html.Report.ChartPart;
import convspectrum.reports.html.Report.NotesPart;
import convspectrum.reports.html.Report.Part;
import convspectrum.reports.html.Report.TablePart;
import convspectrum.reports.json.JsonResult;
import convspectrum.reports.json.ResultKind;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.reports.view.CsvTable;
import convspectrum.reports.view.MarkdownTable;
import convspectrum.search.training.study.AccuracyStudy;
import convspectrum.search.training.study.StudyResult;
import convspectrum.search.training.study.StudyTimes;
import convspectrum.spec.file.AtomicFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a study of training ends with: tables, sentences, charts and a page. */
public final class StudyReport {
  private static final int WIDTH = 1200;
  private static final int HEIGHT = 800;

  private final AccuracyStudy study;
  private final ResultTable designs;
  private final ResultTable differences;
  private final ResultTable claims;
  private final ResultTable sources;
  private final List<String> sentences;
  private final List<Chart> charts;

  /**
   * A report.
   *
   * @param times of the designs, as far as they were measured
   * @param notes how they were trained
   */
  public StudyReport(StudyResult result, StudyTimes times, Notes notes) {
    this.study = result.study();
    StudyTables tables = new StudyTables(result);
    this.designs = tables.designs(times, notes);
    this.differences = tables.differences();
    this.claims = tables.claims();
    this.sources = tables.sources();
    this.sentences = result.hasAccuracies() ? new StudySentences(result).all() : List.of();
    this.charts = new StudyCharts(result).all(times);
  }

  /** The table {@code designs}. */
  public ResultTable designs() {
    return designs;
  }

  /** The tables of the answer; where claims are from is in the files. */
  public List<ResultTable> tables() {
    return study.claims().isEmpty()
        ? List.of(designs, differences)
        : List.of(designs, differences, claims);
  }

  /** What came out, a sentence each. */
  public List<String> summary() {
    return sentences;
  }

  /** The study as a document. */
  public JsonResult json() {
    return JsonResult.of(ResultKind.TRAIN_STUDY, designs, differences, claims, sources)
        .withSummary(sentences);
  }

  /**
   * Writes {@code NAME.html}, {@code .md}, {@code .json} and {@code .csv}, {@code
   * NAME-differences.csv}, and the charts as {@code NAME-*.png}.
   *
   * @param version of convspectrum
   */
  public List<Path> write(Path folder, String version) {
    String name = study.name();
    List<Path> files = new ArrayList<>();
    files.add(text(folder.resolve(name + ".html"), page()));
    files.add(text(folder.resolve(name + ".md"), markdown()));
    files.add(text(folder.resolve(name + ".json"), json().json(version)));
    files.add(text(folder.resolve(name + ".csv"), new CsvTable().render(designs)));
    files.add(text(folder.resolve(name + "-differences.csv"), new CsvTable().render(differences)));
    for (Chart chart : charts) {
      Path file = folder.resolve(name + "-" + chart.name() + ".png");
      AtomicFile.write(file, PngChart.render(chart, WIDTH, HEIGHT));
      files.add(file);
    }
    return files;
  }

  private static Path text(Path file, String text) {
    AtomicFile.write(file, text);
    return file;
  }

  private String markdown() {
    MarkdownTable markdown = new MarkdownTable();
    StringBuilder text = new StringBuilder("# " + study.about() + "\n\n");
    text.append(MarkdownTable.list(sentences)).append('\n');
    tables().forEach(table -> text.append(markdown.render(table)).append('\n'));
    if (!study.claims().isEmpty()) {
      text.append(markdown.render(sources)).append('\n');
    }
    if (!study.limits().isEmpty()) {
      text.append("What these images cannot tell:\n\n").append(MarkdownTable.list(study.limits()));
    }
    return text.toString();
  }

  private String page() {
    List<Part> parts = new ArrayList<>(List.of(new TablePart(designs.withoutNotes())));
    charts.stream().skip(1).forEach(chart -> parts.add(new ChartPart(chart, designs.name())));
    parts.add(new TablePart(differences));
    if (!study.claims().isEmpty()) {
      parts.add(new TablePart(claims));
      parts.add(new TablePart(sources));
    }
    parts.add(new NotesPart("How it was trained", designs.notes()));
    List<String> sentencesAndLimits = new ArrayList<>(sentences);
    sentencesAndLimits.addAll(study.limits());
    return HtmlReport.render(
        new Report(
            study.about(),
            sentences.isEmpty() ? "" : sentences.getFirst(),
            sentencesAndLimits.subList(Math.min(1, sentences.size()), sentencesAndLimits.size()),
            designs.notes().warnings(),
            charts.stream().limit(1).<Part>map(one -> new ChartPart(one, designs.name())).toList(),
            parts,
            Optional.empty(),
            0));
  }
}
