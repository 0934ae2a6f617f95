package convspectrum.reports.search;

import convspectrum.reports.html.HtmlReport;
import convspectrum.reports.json.Details;
import convspectrum.reports.json.JsonResult;
import convspectrum.reports.json.ResultKind;
import convspectrum.reports.rows.RowFile;
import convspectrum.reports.rows.RowFormat;
import convspectrum.reports.search.DesignTable.Layout;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.reports.view.CsvTable;
import convspectrum.reports.view.MarkdownTable;
import convspectrum.search.figure.Constraint;
import convspectrum.search.figure.Figure;
import convspectrum.search.figure.Objective;
import convspectrum.search.run.FrontTrial;
import convspectrum.search.run.SearchPlan;
import convspectrum.search.run.SearchResult;
import convspectrum.search.training.figure.TrainedFigure;
import convspectrum.spec.file.AtomicFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What a search ends with: its front, everything it evaluated, and a few sentences. Equal results
 * give equal texts, byte for byte: there is no time, date, machine or path in them.
 */
public final class SearchReport {
  private static final int REFRESH_SECONDS = 3;

  private final SearchResult result;
  private final String version;
  private final SearchTables tables;
  private final List<String> more;

  /**
   * A report.
   *
   * @param version of convspectrum
   * @param more sentences for the summary
   */
  public SearchReport(SearchResult result, String version, List<String> more) {
    this.result = result;
    this.version = version;
    this.tables =
        new SearchTables(
            result, MeasuringSentences.with(notes(result.plan(), version), result.conditions()));
    this.more = List.copyOf(more);
  }

  /**
   * The front before the search: its columns without a row.
   *
   * @param measured whether the front will be measured again
   */
  public static ResultTable planned(SearchPlan plan, boolean measured) {
    FrontTrial trial = new FrontTrial(List.of(), 0, 0, Map.of());
    SearchResult nothing =
        new SearchResult(
            plan,
            List.of(),
            List.of(),
            0,
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            false,
            measured ? Optional.of(trial) : Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of());
    return new SearchReport(nothing, "", List.of()).front();
  }

  private static Notes notes(SearchPlan plan, String version) {
    Notes notes =
        Notes.none()
            .with("convspectrum", version)
            .with("strategy", plan.strategy().name() + ": " + plan.strategy().about())
            .with("seed", Long.toString(plan.seed()))
            .with(
                "objectives",
                plan.objectives().stream()
                    .map(Objective::toString)
                    .collect(Collectors.joining(", ")));
    for (Figure figure : plan.figures()) {
      if (figure instanceof TrainedFigure) {
        notes = notes.with(figure.name(), figure.conditions());
      }
    }
    String data =
        plan.figures().stream()
            .filter(figure -> !(figure instanceof TrainedFigure))
            .map(Figure::conditions)
            .filter(conditions -> !conditions.isEmpty())
            .distinct()
            .collect(Collectors.joining(", "));
    if (!data.isEmpty()) {
      notes = notes.with("proxies", data);
    }
    return plan.constraints().isEmpty()
        ? notes
        : notes.with(
            "constraints",
            plan.constraints().stream().map(Constraint::text).collect(Collectors.joining(", ")));
  }

  /** The front. */
  public ResultTable front() {
    return tables.front(Layout.FILE);
  }

  /** What came out, a sentence each. */
  public List<String> summary() {
    List<String> sentences = SummarySentences.of(result);
    sentences.addAll(more);
    return sentences;
  }

  /** The result as a document. */
  public JsonResult json() {
    SearchPlan plan = result.plan();
    List<ResultTable> all =
        new ArrayList<>(List.of(front(), tables.all(Layout.FILE), tables.importance()));
    tables.progress().ifPresent(all::add);
    return JsonResult.of(ResultKind.SEARCH)
        .withTables(all)
        .withSummary(summary())
        .with(
            new Details.Search(
                plan.sweep().spec().name(),
                plan.sweep().parameters(),
                plan.objectives().stream().map(Objective::toString).toList(),
                plan.constraints().stream().map(Constraint::text).toList(),
                plan.strategy().name(),
                plan.seed(),
                plan.budget() == Long.MAX_VALUE
                    ? OptionalLong.empty()
                    : OptionalLong.of(plan.budget()),
                plan.sweep().size(),
                result.evaluated(),
                result.interrupted(),
                result.certificate().map(Details.Certificate::of),
                result.rungs().stream().map(Details.Rung::of).toList()));
  }

  /**
   * Writes the report into a folder, which is made where it is missing. Of designs that are kept
   * there is a Parquet file too.
   *
   * @param streamed has the evaluated designs, if the result has not all of them
   */
  public List<Path> write(Path folder, Optional<DesignsFile> streamed) {
    List<Path> files = new ArrayList<>();
    files.add(text(folder.resolve("front.csv"), new CsvTable().render(front())));
    files.add(
        streamed.isPresent()
            ? streamed.get().finish(result)
            : text(
                folder.resolve(DesignsFile.NAME), new CsvTable().render(tables.all(Layout.FILE))));
    if (streamed.isEmpty()) {
      files.add(parquet(folder.resolve("designs.parquet"), tables.all(Layout.FILE)));
    }
    files.add(text(folder.resolve("search.md"), markdown()));
    files.add(text(folder.resolve("search.json"), json().json(version)));
    files.add(text(folder.resolve("search.html"), html()));
    return files;
  }

  private Path parquet(Path file, ResultTable rows) {
    AtomicFile.write(
        file,
        out -> {
          RowFile target = RowFormat.PARQUET.begin(out, "convspectrum version " + version);
          target.add(rows);
          target.finish(rows.notes());
        });
    return file;
  }

  private static Path text(Path file, String text) {
    AtomicFile.write(file, text);
    return file;
  }

  private String markdown() {
    MarkdownTable markdown = new MarkdownTable();
    return markdown.render(front()) + "\n" + markdown.render(tables.importance());
  }

  private String html() {
    return HtmlReport.render(page().report(summary()));
  }

  /**
   * The page of a search that goes on, with the result until then.
   *
   * @param how far it is, in a sentence
   */
  public String going(String how) {
    return HtmlReport.render(page().report(summary()).going(how, REFRESH_SECONDS));
  }

  private SearchPage page() {
    return new SearchPage(result, tables);
  }
}
