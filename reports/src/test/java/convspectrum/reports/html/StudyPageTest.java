package convspectrum.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.reports.claim.ClaimReports;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The page of a study. Skipped where no Chromium is on the path. */
final class StudyPageTest {
  /** A browser that was told to end may still write. */
  @TempDir(cleanup = CleanupMode.NEVER)
  private Path folder;

  private Chromium open(int width) throws Exception {
    ClaimReports.report().write(folder);
    return Browsing.open(folder, page(), width);
  }

  private Path page() {
    return folder.resolve("study.html");
  }

  /** Each claim has its band, and its published value where that is a number. */
  @Test
  void chartsShowValuesAgainstBands() throws Exception {
    try (Chromium browser = open(1280)) {
      browser.evaluate("document.querySelectorAll('.chart').forEach(start)");
      JsonNode drawn =
          browser.evaluate(
              "[...specs.values()].map(c => ({ name: c.name, bands: c.guides.length, labels:"
                  + " c.series.map(s => s.name + ' ' + s.labels.map(d =>"
                  + " page.data.labels[d]).join(',')), pixels: (() => { const canvas ="
                  + " document.querySelector('[data-chart=' + c.name + '] canvas'); return"
                  + " canvas.getContext('2d').getImageData(0, 0, canvas.width,"
                  + " canvas.height).data.filter(v => v > 0).length; })() }))");
      assertThat(drawn.valueStream().map(one -> one.get("name").asString()))
          .containsExactly("ratios", "correlations");
      assertThat(drawn.valueStream().map(one -> one.get("bands").asInt())).containsExactly(3, 1);
      assertThat(drawn.get(0).get("labels").valueStream().map(JsonNode::asString))
          .containsExactly(
              "published twice", "onnxruntime twice,slower,equal", "vector twice,equal");
      assertThat(drawn.get(1).get("labels").valueStream().map(JsonNode::asString))
          .containsExactly("published hardly", "onnxruntime hardly", "vector ");
      assertThat(drawn.valueStream().map(one -> one.get("pixels").asInt()))
          .allMatch(pixels -> pixels > 10_000);
      Browsing.assertQuiet(browser, page());
    }
  }

  /** A point beside the middle of its place is still of its claim. */
  @Test
  void tooltipsNameTheClaim() throws Exception {
    try (Chromium browser = open(1280)) {
      assertThat(
              browser
                  .evaluate(
                      "tooltipOf(specs.get('ratios'))({ seriesId: 'points 1', dataIndex: 1,"
                          + " seriesName: 'onnxruntime' })")
                  .asString())
          .startsWith("slower\nonnxruntime\nvalue: 1.5")
          .endsWith("claim: slower");
    }
  }

  @Test
  void thePageFitsItsWindowAndPaper() throws Exception {
    try (Chromium browser = open(1280)) {
      assertThat(browser.evaluate("document.querySelector('.answer').textContent").asString())
          .startsWith("onnxruntime: of 4 claims 3 reproduced, 1 refuted, 0 undecided.");
      assertThat(
              browser
                  .evaluate(
                      "[...document.querySelectorAll('nav.contents a')].map(a => a.textContent)")
                  .valueStream()
                  .map(JsonNode::asString))
          .contains(
              "Ratios against their bands", "Where the claims are from", "How it was measured");
      for (int width : new int[] {1280, 390}) {
        for (String scheme : List.of("light", "dark")) {
          browser.resize(width, 844);
          browser.emulate("screen", scheme);
          assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
              .as("%s pixels", width)
              .isLessThanOrEqualTo(width);
        }
      }
      assertThat(browser.print()).startsWith('%', 'P', 'D', 'F').hasSizeGreaterThan(20_000);
      Browsing.assertQuiet(browser, page());
    }
  }
}
