package convspectrum.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.reports.explore.Pages;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** How a page fills sheets of paper. Skipped where no Chromium is on the path. */
final class PrintedPageTest {
  /** A4 landscape without its margins of 12 mm, at 96 pixels an inch. */
  private static final int SHEET = 1032;

  /** A browser that was told to end may still write. */
  @TempDir(cleanup = CleanupMode.NEVER)
  private Path folder;

  /** Chromium makes all of a page smaller where a part is wider than the sheet. */
  @Test
  void aPageIsAsWideAsTheSheet() throws Exception {
    try (Chromium browser = Browsing.open(folder, Pages.full(Pages.SPECTRUM), 1280)) {
      browser.resize(SHEET, 740);
      browser.emulate("print", "light");
      browser.evaluate("dispatchEvent(new Event('beforeprint'))");
      assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
          .isLessThanOrEqualTo(SHEET);
      assertThat(
              browser
                  .evaluate(
                      "Math.max(...[...document.querySelectorAll('.scroll')].map(s => s.scrollWidth))")
                  .asInt())
          .isLessThanOrEqualTo(SHEET);
      assertThat(browser.evaluate(widthOf(".answer")).asInt()).isGreaterThan(SHEET * 9 / 10);
      assertThat(browser.evaluate(widthOf(".first .chart")).asInt()).isBetween(SHEET / 2, SHEET);
      browser.evaluate("document.querySelector('.first > section').remove()");
      assertThat(browser.evaluate(widthOf(".first .chart")).asInt())
          .as("a chart that stands alone at the top")
          .isGreaterThan(SHEET * 9 / 10);
      assertThat(browser.evaluate("paperWidth(document.querySelector('.first .chart'))").asInt())
          .isGreaterThan(1000);
      Browsing.assertQuiet(folder, browser);
    }
  }

  private static String widthOf(String selector) {
    return "Math.round(document.querySelector('" + selector + "').getBoundingClientRect().width)";
  }
}
