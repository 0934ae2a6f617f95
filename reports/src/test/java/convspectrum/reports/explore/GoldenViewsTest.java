package convspectrum.reports.explore;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.reports.html.HtmlReport;
import convspectrum.reports.html.Report;
import convspectrum.reports.json.JsonResult;
import convspectrum.reports.json.ResultKind;
import convspectrum.reports.table.Golden;
import convspectrum.reports.table.ResultTable;
import convspectrum.reports.view.ConsoleTable;
import convspectrum.reports.view.CsvTable;
import convspectrum.reports.view.MarkdownTable;
import convspectrum.reports.view.Terminal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every view to the byte, whatever the locale of the machine. */
final class GoldenViewsTest {
  private final Locale before = Locale.getDefault();

  @AfterEach
  void restore() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "en-US", "de-DE", "tr-TR", "ar", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva"})
  void viewsAreTheSameUnderEveryLocale(String locale) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(locale));
    Map<String, String> views = views();
    for (Map.Entry<String, String> view : views.entrySet()) {
      Golden.check(view.getKey(), view.getValue());
    }
    assertThat(views).hasSize(12);
  }

  private static Map<String, String> views() {
    Map<String, String> views = new LinkedHashMap<>();
    Terminal eighty = new Terminal(80, true, true);
    for (ResultTable table : List.of(Samples.comparison(), Samples.hostile())) {
      String name = table.name();
      views.put(name + ".csv", new CsvTable().render(table));
      views.put(name + ".json", JsonResult.of(ResultKind.EXPLORE, table).json("1.2.3"));
      views.put(name + ".md", new MarkdownTable().render(table));
      views.put(name + ".txt", new ConsoleTable(Terminal.plain()).render(table));
      views.put(name + "-80.txt", new ConsoleTable(eighty).render(table));
    }
    views.put(
        "hostile-ascii.txt",
        new ConsoleTable(new Terminal(60, false, false)).render(Samples.hostile()));
    // Scripts and style sheet are files of their own; what they hold changes the hashes.
    String page =
        HtmlReport.render(both())
            .replaceAll("(?s)<(script|style)>.*?</", "<$1></")
            .replaceAll("sha256-[^']+", "sha256-…");
    views.put("report.html", page);
    return views;
  }

  /** The comparison with its charts, and the hostile table below. */
  private static Report both() {
    Report report = Samples.report();
    List<Report.Part> parts = new ArrayList<>(report.parts());
    parts.add(new Report.TablePart(Samples.hostile()));
    return new Report(report.title() + " </title><script>", report.summary(), parts);
  }
}
