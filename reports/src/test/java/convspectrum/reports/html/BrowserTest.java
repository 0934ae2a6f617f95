package convspectrum.reports.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import convspectrum.reports.explore.ExploreReport;
import convspectrum.reports.explore.Pages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The page as a browser sees it. Skipped where no Chromium is on the path. */
final class BrowserTest {
  private static final String ROWS =
      "[...document.querySelectorAll('#table-comparison tbody tr')].map(r => ";
  private static final String TIME = "onnxruntime (ms)";

  /** A browser that was told to end may still write. */
  @TempDir(cleanup = CleanupMode.NEVER)
  private Path folder;

  @Test
  void theTableIsReadAndSortedByKeyboard() throws Exception {
    try (Chromium browser = open(Pages.full(Pages.SPECTRUM), 1360)) {
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
      assertQuiet(browser);
    }
  }

  @Test
  void everyChartDrewSomethingAndHasItsTable() throws Exception {
    try (Chromium browser = open(Pages.full(Pages.SPECTRUM), 1360)) {
      JsonNode figures =
          browser.evaluate(
              "[...document.querySelectorAll('figure')].map(f => { const svg ="
                  + " f.querySelector('svg'); const box = svg.getBoundingClientRect(); return {"
                  + " name: f.id, width: box.width, height: box.height, marks:"
                  + " [...svg.querySelectorAll('.mark, .part')].filter(m =>"
                  + " m.getBoundingClientRect().width > 0 && getComputedStyle(m).fill !=="
                  + " 'none').length, outside: [...svg.querySelectorAll('text, .mark')].filter(t"
                  + " => { const b = t.getBoundingClientRect(); return b.left < box.left - 1 ||"
                  + " b.right > box.right + 1 || b.top < box.top - 1 || b.bottom > box.bottom + 1;"
                  + " }).map(t => t.textContent), role: svg.getAttribute('role'), named:"
                  + " svg.getAttribute('aria-labelledby').split(' ').every(i =>"
                  + " document.getElementById(i).textContent.length > 3), table:"
                  + " document.querySelector(f.querySelector('figcaption"
                  + " a').getAttribute('href')).querySelectorAll('tbody tr').length }; })");
      assertThat(figures.valueStream().map(figure -> figure.get("name").asString()))
          .containsExactly(
              "figure-time",
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
            assertThat(figure.get("height").asInt()).isGreaterThan(150);
            assertThat(figure.get("marks").asInt()).isGreaterThanOrEqualTo(16);
            assertThat(figure.get("outside")).as("texts outside of %s", figure).isEmpty();
            assertThat(figure.get("role").asString()).isEqualTo("img");
            assertThat(figure.get("named").asBoolean()).isTrue();
            assertThat(figure.get("table").asInt()).isGreaterThanOrEqualTo(17);
          });
      assertQuiet(browser);
    }
  }

  @Test
  void aPhoneScrollsTablesNotThePage() throws Exception {
    try (Chromium browser = open(Pages.full(Pages.SPECTRUM), 500)) {
      assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
          .isLessThanOrEqualTo(browser.evaluate("innerWidth").asInt());
      assertQuiet(browser);
    }
  }

  @Test
  void lightAndDarkAndPrintHaveColorsOfTheirOwn() throws Exception {
    String colors =
        "(() => { const s = getComputedStyle(document.body); return s.backgroundColor + s.color;"
            + " })()";
    try (Chromium browser = open(Pages.counted(Pages.SPECTRUM), 1000)) {
      browser.emulate("screen", "light");
      String light = browser.evaluate(colors).asString();
      browser.emulate("screen", "dark");
      String dark = browser.evaluate(colors).asString();
      browser.emulate("print", "dark");
      String print = browser.evaluate(colors).asString();
      assertThat(light).isEqualTo("rgb(255, 255, 255)rgb(27, 36, 48)").isNotEqualTo(dark);
      assertThat(print).as("dark is not printed").isEqualTo("rgb(255, 255, 255)rgb(0, 0, 0)");
      assertQuiet(browser);
    }
  }

  /** The policy lets no other script run, wherever one comes from. */
  @Test
  void scriptsFromElsewhereDoNotRun() throws Exception {
    try (Chromium browser = open(Pages.counted(Pages.SPECTRUM), 1000)) {
      browser.evaluate(
          "(() => { const s = document.createElement('script'); s.textContent = 'window.hit = 1';"
              + " document.body.append(s); const i = document.createElement('img'); i.src ="
              + " 'http://127.0.0.1:9/x.png'; document.body.append(i); })()");
      assertThat(browser.evaluate("window.hit === undefined").asBoolean()).isTrue();
      assertThat(browser.complaints()).isNotEmpty();
    }
  }

  private Chromium open(ExploreReport report, int width) throws Exception {
    Optional<Path> program = Chromium.installed();
    assumeTrue(program.isPresent(), "no chromium or google-chrome on PATH");
    report.write(folder);
    Path page = folder.resolve("report.html");
    assertThat(Files.size(page)).isLessThan(2_500_000);
    Chromium browser = Chromium.start(program.orElseThrow(), folder.resolve("profile"), width);
    browser.open(page.toUri());
    return browser;
  }

  /** The page alone was loaded, and the browser found nothing to say of it. */
  private void assertQuiet(Chromium browser) {
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests())
        .allMatch(address ->
            address.equals("data:,")
                || address.equals(folder.resolve("report.html").toUri().toString()))
        .isNotEmpty();
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
