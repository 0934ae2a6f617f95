package convspectrum.reports.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.reports.chart.Chart;
import convspectrum.reports.explore.ComparisonCharts;
import convspectrum.reports.explore.Samples;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class HtmlReportTest {
  private static final String PAGE = HtmlReport.render(Samples.report());

  @Test
  void thePolicyAdmitsExactlyTheScriptsAndTheStyleInside() throws Exception {
    List<String> scripts = contents("<script>(.*?)</script>");
    assertThat(scripts).as("the library of charts and our own").hasSize(2);
    assertThat(PAGE)
        .contains(
            "content=\"default-src 'none'; style-src '%s'; script-src '%s' '%s'; img-src data:;"
                .formatted(
                    hash(contents("<style>(.*?)</style>").getFirst()),
                    hash(scripts.getFirst()),
                    hash(scripts.get(1))));
    assertThat(scripts.getFirst()).contains("Apache Software Foundation").contains("5.5.0");
  }

  /** Apart from the library and our script, which name licences and the namespace of SVG. */
  @Test
  void nothingIsLoadedAndNothingIsInline() {
    assertThat(withoutScripts(PAGE))
        .doesNotContain("unsafe", " style=", " onclick=", "http:", "https:", "src=\"", "@import");
    assertThat(PAGE).doesNotContain("unsafe-inline", "unsafe-eval");
    assertThat(PAGE.length()).isBetween(1_000_000, 1_300_000);
  }

  @Test
  void aPageWithoutChartsHasNoLibrary() {
    String page =
        HtmlReport.render(
            new Report("t", List.of(), List.of(new Report.TablePart(Samples.comparison()))));
    assertThat(page).hasSizeLessThan(120_000).contains("script-src 'sha256-");
  }

  @Test
  void hostileNamesStayTexts() {
    String evil = "</title></script><script>alert(1)</script>\"'{{}}<!--";
    Report.Part table =
        new Report.TablePart(Samples.hostile(), java.util.Collections.nCopies(7, evil));
    DesignChoice choice =
        new DesignChoice(
            "hostile",
            List.of(new DesignChoice.Goal(evil, true)),
            List.of(
                new DesignChoice.Detail(
                    evil,
                    List.of(new DesignChoice.Block(evil, evil, evil, 1, List.of())),
                    List.of(evil),
                    List.of(List.of(evil)),
                    evil,
                    evil)),
            evil);
    String page =
        HtmlReport.render(
            new Report(
                evil,
                evil,
                List.of(evil),
                List.of(evil),
                List.of(),
                List.of(table),
                Optional.of(choice),
                0));
    assertThat(page.split("<script", -1)).as("data, library, our script").hasSize(4);
    assertThat(page.split("</script", -1)).hasSize(4);
    String rest = withoutScripts(page);
    assertThat(rest).doesNotContain("<img").doesNotContain("\u001B").doesNotContain("\u202E");
    assertThat(rest).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    assertThat(rest.substring(rest.indexOf("id=\"data\">") + 10, rest.lastIndexOf("</script>")))
        .contains("\\u003cscript>alert(1)\\u003c/script>");
  }

  @Test
  void whatIsStillWrittenLoadsItselfAgain() {
    Report going =
        new Report("t", "", List.of(), List.of(), List.of(), List.of(), Optional.empty(), 5);
    assertThat(HtmlReport.render(going)).contains("<meta http-equiv=\"refresh\" content=\"5\">");
    assertThat(PAGE).doesNotContain("http-equiv=\"refresh\"");
  }

  /** Sentences of one subject are a list under its name, in the order of the first. */
  @Test
  void sentencesAreGroupedByTheirSubject() {
    assertThat(
            HtmlSummary.section(List.of("a: one thing.", "Other words.", "b: x.", "a: 2 things.")))
        .isEqualTo(
            """
            <section id="summary">
            <h2>What came out</h2>
            <h3>a</h3>
            <ul class="summary">
            <li>One thing.</li>
            <li>2 things.</li>
            </ul>
            <ul class="summary">
            <li>Other words.</li>
            </ul>
            <ul class="summary">
            <li>b: x.</li>
            </ul>
            </section>
            """);
  }

  @Test
  void tablesAndChartsCanBeReadByAScreenReader() {
    assertThat(PAGE)
        .contains("<html lang=\"en\">")
        .contains(
            "<h2 id=\"table-comparison-title\">",
            "<table class=\"sortable\" aria-labelledby=\"table-comparison-title\">")
        .contains("<th scope=\"col\"")
        .contains("<th scope=\"row\"")
        .contains("aria-describedby=\"figure-time-about\"")
        .contains("href=\"#table-comparison\"");
    assertThat(PAGE.split("<tr data-d=\"", -1)).hasSize(1 + 17);
    assertThat(PAGE).contains("data-v=\"1721918016\">1.722 G");
  }

  @Test
  void everyIdIsUnique() {
    List<String> ids =
        Pattern.compile(" id=\"([^\"]+)\"")
            .matcher(withoutScripts(PAGE))
            .results()
            .map(m -> m.group(1))
            .toList();
    assertThat(ids).hasSize(10).doesNotHaveDuplicates();
  }

  @Test
  void aReportRefusesAChartWithoutItsTable() {
    Chart chart = ComparisonCharts.speedup(Samples.designs()).orElseThrow();
    assertThatThrownBy(
            () -> new Report("t", List.of(), List.of(new Report.ChartPart(chart, "comparison"))))
        .hasMessage(
            "report: chart speedup has its figures in table comparison, which is not in the"
                + " report");
    Report.Part table = new Report.TablePart(Samples.hostile());
    assertThatThrownBy(() -> new Report("t", List.of(), List.of(table, table)))
        .hasMessage("report: two parts are named table-hostile");
  }

  private static List<String> contents(String element) {
    return Pattern.compile(element, Pattern.DOTALL)
        .matcher(PAGE)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private static String withoutScripts(String page) {
    return Pattern.compile("<script>.*?</script>", Pattern.DOTALL).matcher(page).replaceAll("");
  }

  private static String hash(String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return "sha256-"
        + Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
