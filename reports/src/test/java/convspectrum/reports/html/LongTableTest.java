package convspectrum.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.reports.explore.Pages;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A table of more rows than a browser lays out at once. Skipped where no Chromium is on the path.
 */
final class LongTableTest {
  private static final String MANY =
      """
      name: many
      input: {channels: 32, height: 8, width: 8}
      parameters: {c: {range: [1, 160, 1]}}
      layers:
        - conv: {out: $c}
      """;

  private static final String TABLE = "document.querySelector('#table-comparison table')";

  /** Rows that the browser lays out. */
  private static final String LAID_OUT =
      "[..." + TABLE + ".tBodies[0].rows].filter(row => row.offsetHeight > 0)";

  private static final String TOLD =
      "document.querySelector('#table-comparison .tools output').textContent";

  /** A browser that was told to end may still write. */
  @TempDir(cleanup = CleanupMode.NEVER)
  private Path folder;

  @Test
  void theFirstRowsAreShownAndTheOthersOnDemand() throws Exception {
    try (Chromium browser = Browsing.open(folder, Pages.counted(MANY), 1280)) {
      assertThat(browser.evaluate(LAID_OUT + ".length").asInt()).isEqualTo(100);
      assertThat(browser.evaluate(TOLD).asString()).isEqualTo("100 of 160 rows are shown");

      press(browser, "100 more");
      assertThat(browser.evaluate(LAID_OUT + ".length").asInt()).isEqualTo(160);
      assertThat(browser.evaluate(TOLD).asString()).isEqualTo("All 160 rows are shown");
      Browsing.assertQuiet(folder, browser);
    }
  }

  /** What is not shown yet is sorted, filtered, copied and chosen as the rest is. */
  @Test
  void rowsThatAreNotShownTakePart() throws Exception {
    try (Chromium browser = Browsing.open(folder, Pages.counted(MANY), 1280)) {
      String heading =
          "[..." + TABLE + ".tHead.rows[0].cells].find(h => h.dataset.name === 'macs')";
      browser.evaluate(heading + ".querySelector('button').click()");
      browser.evaluate(heading + ".querySelector('button').click()");
      assertThat(browser.evaluate(LAID_OUT + ".map(row => row.cells[0].textContent)[0]").asString())
          .as("the most multiply-accumulates were in the last row")
          .isEqualTo("c=160");
      assertThat(browser.evaluate(LAID_OUT + ".length").asInt()).isEqualTo(100);
      assertThat(browser.evaluate("asCsv(" + TABLE + ")").asString()).hasLineCount(161);

      browser.evaluate("choose(designs.get('c=2'))");
      assertThat(browser.evaluate(LAID_OUT + ".some(row => row.matches('.chosen'))").asBoolean())
          .isFalse();
      browser.evaluate(
          "(() => { const search = document.querySelector('#choose input[type=search]');"
              + " search.value = 'c=2'; search.dispatchEvent(new Event('input')); })()");
      assertThat(browser.evaluate(LAID_OUT + ".length").asInt()).isEqualTo(11);
      assertThat(
              browser
                  .evaluate(
                      LAID_OUT + ".at(-1).querySelector('.pick').getAttribute('aria-pressed')")
                  .asString())
          .as("c=2 has the fewest of these, and a row that is shown late is a button too")
          .isEqualTo("true");
      Browsing.assertQuiet(folder, browser);
    }
  }

  @Test
  void allRowsArePrinted() throws Exception {
    try (Chromium browser = Browsing.open(folder, Pages.counted(MANY), 1280)) {
      browser.emulate("print", "light");
      assertThat(browser.evaluate(LAID_OUT + ".length").asInt()).isEqualTo(160);
    }
  }

  private static void press(Chromium browser, String button) throws InterruptedException {
    browser.evaluate(
        "[...document.querySelectorAll('#table-comparison button')].find(b => b.textContent === '"
            + button
            + "').click()");
  }
}
