package convspectrum.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.reports.explore.Pages;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The page as a browser sees it. Skipped where no Chromium is on the path. */
final class BrowserTest {
  private static final String ROWS =
      "[...document.querySelectorAll('#table-comparison tbody tr')].map(r => ";
  private static final String VISIBLE =
      "[...document.querySelectorAll('#table-comparison tbody tr')].filter(r => !r.hidden)";
  private static final String TIME = "onnxruntime (ms)";

  /** A browser that was told to end may still write. */
  @TempDir(cleanup = CleanupMode.NEVER)
  private Path folder;

  @Test
  void theTableIsReadAndSortedByKeyboard() throws Exception {
    try (Chromium browser = Browsing.open(folder, Pages.full(Pages.SPECTRUM), 1360)) {
      List<String> designs = texts(browser, ROWS + "r.cells[0].textContent)");
      assertThat(designs).hasSize(17).startsWith("regular", "segments=1", "segments=2");
      assertThat(sort(browser)).isEqualTo("none");

      browser.evaluate(heading() + ".querySelector('button').focus()");
      browser.press("Enter", "\\r");
      assertThat(sort(browser)).isEqualTo("ascending");
      List<Double> times = times(browser);
      assertThat(times).hasSize(17).isSortedAccordingTo(Comparator.naturalOrder());

      browser.press("Enter", "\\r");
      assertThat(sort(browser)).isEqualTo("descending");
      assertThat(times(browser)).isSortedAccordingTo(Comparator.reverseOrder());

      browser.press("Enter", "\\r");
      assertThat(sort(browser)).isEqualTo("none");
      assertThat(texts(browser, ROWS + "r.cells[0].textContent)")).isEqualTo(designs);
      Browsing.assertQuiet(folder, browser);
    }
  }

  @Test
  void everyChartIsDrawnAndHasItsTable() throws Exception {
    try (Chromium browser = Browsing.open(folder, Pages.full(Pages.SPECTRUM), 1280)) {
      browser.evaluate("document.querySelectorAll('.chart').forEach(start)");
      JsonNode figures =
          browser.evaluate(
              "[...document.querySelectorAll('figure')].map(f => { const chart ="
                  + " f.querySelector('.chart'); const canvas = f.querySelector('canvas'); const"
                  + " pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width,"
                  + " canvas.height).data; let drawn = 0; for (let i = 3; i < pixels.length; i +="
                  + " 4) if (pixels[i] > 0) drawn++; return { name: f.id, width:"
                  + " canvas.clientWidth, inside: canvas.clientWidth <= f.clientWidth + 1, drawn,"
                  + " role: chart.getAttribute('role'), label: chart.getAttribute('aria-label'),"
                  + " table: document.querySelector(f.querySelector('figcaption"
                  + " a').getAttribute('href')).querySelectorAll('tbody tr').length }; })");
      assertThat(figures.valueStream().map(figure -> figure.get("name").asString()))
          .containsExactly(
              "figure-time",
              "figure-parallel",
              "figure-speedup",
              "figure-macs",
              "figure-params",
              "figure-roofline",
              "figure-steps-onnxruntime",
              "figure-steps-vector",
              "figure-proxy-naswot");
      assertThat(figures.valueStream())
          .allSatisfy(figure -> {
            assertThat(figure.get("width").asInt()).isGreaterThan(300);
            assertThat(figure.get("inside").asBoolean()).as("%s", figure).isTrue();
            assertThat(figure.get("drawn").asInt()).as("%s", figure).isGreaterThan(4000);
            assertThat(figure.get("role").asString()).isEqualTo("img");
            assertThat(figure.get("label").asString()).hasSizeGreaterThan(3);
            assertThat(figure.get("table").asInt()).isGreaterThanOrEqualTo(17);
          });
      Browsing.assertQuiet(folder, browser);
    }
  }

  /** By the mouse on a point, by the keyboard in the table, and back by Escape. */
  @Test
  void aDesignIsChosenInAChartAndInTheTable() throws Exception {
    try (Chromium browser = Browsing.open(folder, Pages.full(Pages.SPECTRUM), 1280)) {
      JsonNode point =
          browser.evaluate(
              "(() => { const holder = document.querySelector('[data-chart=time]'); const at ="
                  + " values(specs.get('time'), specs.get('time').series[0]).find(p =>"
                  + " page.data.labels[p.d] === 'segments=8').at; const [x, y] ="
                  + " instances.get(holder).convertToPixel({ gridIndex: 0 }, at); const box ="
                  + " holder.getBoundingClientRect(); return [box.x + x, box.y + y]; })()");
      browser.click(point.get(0).asDouble(), point.get(1).asDouble());
      assertThat(panel(browser)).startsWith("segments=8");
      assertThat(browser.evaluate("document.querySelectorAll('tr.chosen').length").asInt())
          .as("the row of every table that has one")
          .isGreaterThanOrEqualTo(3);
      assertThat(panel(browser))
          .contains("Why this one", "layers.0.pointwise", "layers.0.spatial", "onnxruntime (ms)")
          .contains("conv 3×3, 8 groups", "segments: 8", "convspectrum export");
      browser.press("Escape", "");
      assertThat(browser.evaluate("document.getElementById('panel').hidden").asBoolean()).isTrue();

      browser.evaluate(
          "document.querySelector('#table-comparison tbody tr:nth-child(3) .pick').focus()");
      browser.press("Enter", "\\r");
      assertThat(panel(browser)).startsWith("segments=2");
      assertThat(
              browser
                  .evaluate(
                      "document.querySelector('#table-comparison tr.chosen"
                          + " .pick').getAttribute('aria-pressed')")
                  .asString())
          .isEqualTo("true");

      browser.press("Enter", "\\r");
      assertThat(browser.evaluate("document.activeElement.id").asString()).isEqualTo("panel");
      browser.press("Escape", "");
      assertThat(browser.evaluate("document.activeElement.textContent").asString())
          .isEqualTo("segments=2");
      Browsing.assertQuiet(folder, browser);
    }
  }

  /** What a bound leaves is left in table and charts, and in what is copied. */
  @Test
  void boundsFilterTheDesignsEverywhere() throws Exception {
    try (Chromium browser = Browsing.open(folder, Pages.full(Pages.SPECTRUM), 1280)) {
      browser.evaluate(
          "(() => { const slider = [...document.querySelectorAll('.bound')].find(b =>"
              + " b.textContent.startsWith('MACs')).querySelector('input'); slider.value = 2;"
              + " slider.dispatchEvent(new Event('input')); })()");
      assertThat(
              browser.evaluate("document.querySelector('#choose output').textContent").asString())
          .isEqualTo("3 of 17 designs");
      assertThat(texts(browser, VISIBLE + ".map(r => r.cells[0].textContent)"))
          .containsExactly("segments=182", "segments=364", "segments=728");
      assertThat(
              browser
                  .evaluate("asMarkdown(document.querySelector('#table-comparison table'))")
                  .asString())
          .startsWith("| Design |")
          .contains("segments=182")
          .doesNotContain("segments=8 ");
      assertThat(
              browser
                  .evaluate("asLatex(document.querySelector('#table-comparison table'))")
                  .asString())
          .startsWith("\\begin{tabular}{l")
          .contains("\\toprule", "$\\times$", "\\bottomrule");
      assertThat(
              browser
                  .evaluate("asCsv(document.querySelector('#table-comparison table'))")
                  .asString())
          .startsWith("design,segments,")
          .contains(",onnxruntime_ms,onnxruntime_ms_low,onnxruntime_ms_high,")
          .contains(",67.830657,67.15235,68.508963,")
          .hasLineCount(4);
      browser.evaluate(
          "[...document.querySelectorAll('#choose button')].find(b => b.textContent === 'Show"
              + " all').click()");
      assertThat(browser.evaluate(VISIBLE + ".length").asInt()).isEqualTo(17);
      Browsing.assertQuiet(folder, browser);
    }
  }

  /** A rectangle over a chart, and an interval on an axis of the parallel coordinates. */
  @Test
  void brushesFilterTheDesignsEverywhere() throws Exception {
    String count = "document.querySelector('#choose output').textContent";
    try (Chromium browser = Browsing.open(folder, Pages.full(Pages.SPECTRUM), 1280)) {
      JsonNode corners =
          browser.evaluate(
              "(() => { const holder = document.querySelector('[data-chart=time]'); const made ="
                  + " instances.get(holder); made.dispatchAction({ type: 'takeGlobalCursor', key:"
                  + " 'brush', brushOption: { brushType: 'rect', brushMode: 'single' } }); const"
                  + " box = holder.getBoundingClientRect(); const { y } = specs.get('time'); return"
                  + " [[Math.log2(40), y.high], [Math.log2(800), y.low]].flatMap(at => { const [px,"
                  + " py] = made.convertToPixel({ gridIndex: 0 }, at); return [box.x + px, box.y +"
                  + " py]; }); })()");
      browser.drag(
          corners.get(0).asDouble(),
          corners.get(1).asDouble() + 2,
          corners.get(2).asDouble() - 2,
          corners.get(3).asDouble() - 2);
      assertThat(browser.evaluate(count).asString()).isEqualTo("7 of 17 designs");
      assertThat(texts(browser, VISIBLE + ".map(r => r.cells[0].textContent)"))
          .startsWith("segments=52")
          .hasSize(7);
      browser.evaluate("clearAll()");
      assertThat(browser.evaluate(count).asString()).isEqualTo("17 of 17 designs");

      browser.evaluate(
          "(() => { const holder = document.querySelector('[data-chart=parallel]');"
              + " start(holder); instances.get(holder).dispatchAction({ type: 'axisAreaSelect',"
              + " parallelAxisIndex: 0, intervals: [[1, 8]] }); })()");
      assertThat(browser.evaluate(count).asString()).isEqualTo("5 of 17 designs");
      Browsing.assertQuiet(folder, browser);
    }
  }

  /** So that a page that is written anew while a reader looks at it stays where it was. */
  @Test
  void aReloadKeepsTheChoiceAndTheFilter() throws Exception {
    try (Chromium browser = Browsing.open(folder, Pages.full(Pages.SPECTRUM), 1280)) {
      browser.evaluate(
          "(() => { choose(designs.get('segments=28')); const s ="
              + " document.querySelector('#choose input[type=search]'); s.value = 'segments=2';"
              + " s.dispatchEvent(new Event('input')); scrollTo(0, 700); })()");
      browser.reload();
      assertThat(panel(browser)).startsWith("segments=28");
      assertThat(browser.evaluate(VISIBLE + ".length").asInt()).isEqualTo(3);
      assertThat(browser.evaluate("scrollY").asInt()).isEqualTo(700);
      Browsing.assertQuiet(folder, browser);
    }
  }

  /** The policy lets no other script run, wherever one comes from. */
  @Test
  void scriptsFromElsewhereDoNotRun() throws Exception {
    try (Chromium browser = Browsing.open(folder, Pages.counted(Pages.SPECTRUM), 1000)) {
      browser.evaluate(
          "(() => { const s = document.createElement('script'); s.textContent = 'window.hit = 1';"
              + " document.body.append(s); const i = document.createElement('img'); i.src ="
              + " 'http://127.0.0.1:9/x.png'; document.body.append(i); })()");
      assertThat(browser.evaluate("window.hit === undefined").asBoolean()).isTrue();
      assertThat(browser.complaints()).isNotEmpty();
    }
  }

  private static String panel(Chromium browser) throws InterruptedException {
    return browser
        .evaluate(
            "document.getElementById('panel').hidden ? '' :"
                + " document.getElementById('panel').textContent")
        .asString();
  }

  private static String heading() {
    return "[...document.querySelectorAll('#table-comparison thead th')].find(h => h.textContent"
        + " === '"
        + TIME
        + "')";
  }

  private static String sort(Chromium browser) throws InterruptedException {
    return browser.evaluate(heading() + ".getAttribute('aria-sort')").asString();
  }

  private static List<Double> times(Chromium browser) throws InterruptedException {
    return browser
        .evaluate(ROWS + "Number(r.cells[" + heading() + ".cellIndex].dataset.v))")
        .valueStream()
        .map(JsonNode::asDouble)
        .toList();
  }

  private static List<String> texts(Chromium browser, String expression)
      throws InterruptedException {
    return browser.evaluate(expression).valueStream().map(JsonNode::asString).toList();
  }
}
