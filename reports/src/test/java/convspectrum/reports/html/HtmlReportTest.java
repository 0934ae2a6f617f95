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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class HtmlReportTest {
  private static final String PAGE = HtmlReport.render(Samples.report());

  @Test
  void thePolicyAdmitsExactlyTheScriptAndTheStyleInside() throws Exception {
    assertThat(PAGE).contains("default-src 'none'; style-src 'sha256-");
    assertThat(PAGE).contains("style-src 'sha256-" + hash("style") + "'");
    assertThat(PAGE).contains("script-src 'sha256-" + hash("script") + "'");
    assertThat(PAGE).doesNotContain("unsafe-inline").doesNotContain(" style=");
    assertThat(PAGE).doesNotContain(" onclick=").doesNotContain("http://").doesNotContain("https:");
  }

  @Test
  void hostileNamesStayTexts() {
    String evil = "</title></script><script>alert(1)</script>\"'{{}}";
    String page =
        HtmlReport.render(
            new Report(evil, List.of(evil), List.of(new Report.TablePart(Samples.hostile()))));
    assertThat(page.split("<script", -1)).as("our script alone").hasSize(2);
    assertThat(page.split("</script", -1)).hasSize(2);
    assertThat(page).doesNotContain("<img").doesNotContain("\u001B").doesNotContain("\u202E");
    assertThat(page).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
  }

  @Test
  void tablesAndChartsCanBeReadByAScreenReader() {
    assertThat(PAGE)
        .contains("<html lang=\"en\">")
        .contains("<caption")
        .contains("<th scope=\"col\"")
        .contains("<th scope=\"row\"")
        .contains("aria-labelledby=\"chart-time-title chart-time-desc\"")
        .contains("href=\"#table-comparison\"");
    assertThat(PAGE.split("<tr>", -1)).hasSize(1 + 1 + 17);
    assertThat(PAGE).contains("data-v=\"1721918016\">1.722 G");
  }

  @Test
  void everyIdIsUnique() {
    List<String> ids =
        Pattern.compile(" id=\"([^\"]+)\"").matcher(PAGE).results().map(m -> m.group(1)).toList();
    assertThat(ids).hasSize(8).doesNotHaveDuplicates();
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

  private static String hash(String element) throws Exception {
    Matcher text =
        Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL).matcher(PAGE);
    assertThat(text.find()).isTrue();
    byte[] bytes = text.group(1).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
