package convspectrum.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.reports.explore.Pages;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Widths, colors and paper. Skipped where no Chromium is on the path. */
final class PageLayoutTest {
  /** A browser that was told to end may still write. */
  @TempDir(cleanup = CleanupMode.NEVER)
  private Path folder;

  /** At the widths of a laptop and of a phone, with the panel and without. */
  @Test
  void thePageIsNeverWiderThanItsWindow() throws Exception {
    try (Chromium browser = Browsing.open(folder, Pages.full(Pages.SPECTRUM), 1280)) {
      for (int width : new int[] {1280, 390}) {
        for (String choice : List.of("-1", "designs.get('segments=8')")) {
          browser.resize(width, 844);
          browser.evaluate("choose(" + choice + ")");
          assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
              .as("%s pixels, choice %s", width, choice)
              .isLessThanOrEqualTo(width);
        }
      }
      Browsing.assertQuiet(folder, browser);
    }
  }

  @Test
  void theMainTableFitsALaptop() throws Exception {
    try (Chromium browser = Browsing.open(folder, Pages.full(Pages.SPECTRUM), 1280)) {
      assertThat(
              browser
                  .evaluate(
                      "(() => { const s = document.querySelector('#table-comparison .scroll');"
                          + " return s.scrollWidth - s.clientWidth; })()")
                  .asInt())
          .isLessThanOrEqualTo(1);
      assertThat(
              browser
                  .evaluate("document.querySelector('#table-comparison .drop summary').textContent")
                  .asString())
          .matches("Columns \\([0-9]+ hidden\\)");
    }
  }

  /** A phone has whole legends and the bounds of a laptop; a window that grows has more columns. */
  @Test
  void whatALaptopHasAPhoneHasToo() throws Exception {
    String bounds = "[...document.querySelectorAll('.bound')].map(b => b.textContent).join()";
    String visible =
        "[...document.querySelectorAll('#table-comparison th')].filter(h => !h.hidden)";
    try (Chromium browser = Browsing.open(folder, Pages.full(Pages.SPECTRUM), 1280)) {
      String wide = browser.evaluate(bounds).asString();
      browser.resize(390, 844);
      browser.reload();
      browser.evaluate("document.querySelectorAll('.chart').forEach(start)");
      assertThat(browser.evaluate(bounds).asString()).isEqualTo(wide).contains("MACs");
      assertThat(
              browser
                  .evaluate(
                      "[...instances.values()].flatMap(c => c.getOption().legend ?? []).map(l =>"
                          + " l.type).join()")
                  .asString())
          .as("a row to scroll through would be 'scroll'")
          .startsWith("plain")
          .doesNotContain("scroll");
      assertThat(
              browser
                  .evaluate("document.querySelector('[data-chart=roofline]').clientHeight")
                  .asInt())
          .as("five names need further rows, which the chart grows by")
          .isGreaterThan(330);
      int narrow = browser.evaluate(visible + ".length").asInt();
      browser.resize(1280, 900);
      browser.evaluate("new Promise(r => requestAnimationFrame(() => setTimeout(r, 100)))");
      assertThat(browser.evaluate(visible + ".length").asInt()).isGreaterThan(narrow);
      Browsing.assertQuiet(folder, browser);
    }
  }

  @Test
  void lightAndDarkAndPrintHaveColorsOfTheirOwn() throws Exception {
    String colors =
        "(() => { const s = getComputedStyle(document.body); return s.backgroundColor + s.color;"
            + " })()";
    try (Chromium browser = Browsing.open(folder, Pages.counted(Pages.SPECTRUM), 1000)) {
      browser.emulate("screen", "light");
      String light = browser.evaluate(colors).asString();
      browser.emulate("screen", "dark");
      String dark = browser.evaluate(colors).asString();
      browser.emulate("print", "dark");
      String print = browser.evaluate(colors).asString();
      assertThat(
              browser
                  .evaluate("getComputedStyle(document.querySelector('thead button')).display")
                  .asString())
          .as("Chromium repeats the texts of a table's head on each sheet, and no buttons")
          .isEqualTo("contents");
      assertThat(light).isEqualTo("rgb(255, 255, 255)rgb(27, 36, 48)").isNotEqualTo(dark);
      assertThat(print).as("dark is not printed").isEqualTo("rgb(255, 255, 255)rgb(0, 0, 0)");
      assertThat(browser.print()).startsWith('%', 'P', 'D', 'F').hasSizeGreaterThan(20_000);
      Browsing.assertQuiet(folder, browser);
    }
  }

  /** Charts that nobody has scrolled to are printed too, and the screen gets its colors back. */
  @Test
  void allChartsArePrinted() throws Exception {
    try (Chromium browser = Browsing.open(folder, Pages.full(Pages.SPECTRUM), 1280)) {
      browser.emulate("", "dark");
      assertThat(browser.evaluate("instances.size").asInt()).isLessThan(9);
      String paper =
          "(() => { dispatchEvent(new Event('beforeprint')); const color = theme().text;"
              + " dispatchEvent(new Event('afterprint')); return color; })()";
      assertThat(browser.evaluate(paper).asString()).isEqualTo("#000000");
      assertThat(browser.evaluate("instances.size").asInt()).isEqualTo(9);
      assertThat(browser.evaluate("theme().text").asString()).isEqualTo("#e4e9f0");
      assertThat(browser.print()).hasSizeGreaterThan(100_000);
      Browsing.assertQuiet(folder, browser);
    }
  }
}
