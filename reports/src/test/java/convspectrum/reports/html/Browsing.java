package convspectrum.reports.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import convspectrum.reports.explore.ExploreReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What tests do with a page in a browser; they are skipped where no Chromium is on the path. */
final class Browsing {
  private Browsing() {}

  static Chromium open(Path folder, ExploreReport report, int width) throws Exception {
    report.write(folder);
    return open(folder, folder.resolve("report.html"), width);
  }

  static Chromium open(Path folder, Report report, int width) throws Exception {
    Path page = Files.writeString(folder.resolve("report.html"), HtmlReport.render(report));
    return open(folder, page, width);
  }

  /** Opens a page that was written into a folder. */
  static Chromium open(Path folder, Path page, int width) throws Exception {
    Optional<Path> program = Chromium.installed();
    assumeTrue(program.isPresent(), "no chromium or google-chrome on PATH");
    assertThat(Files.size(page)).isLessThan(2_500_000);
    Chromium browser = Chromium.start(program.orElseThrow(), folder.resolve("profile"), width);
    browser.open(page.toUri());
    // Charts are drawn soon after the page is loaded.
    browser.evaluate(
        "new Promise(r => { const look = () => document.querySelector('.chart') && instances.size"
            + " === 0 ? requestAnimationFrame(look) : r(); look(); })");
    return browser;
  }

  /** The page alone was loaded, and the browser found nothing to say of it. */
  static void assertQuiet(Path folder, Chromium browser) {
    assertQuiet(browser, folder.resolve("report.html"));
  }

  /** The same of another page. */
  static void assertQuiet(Chromium browser, Path page) {
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests())
        .allMatch(address -> address.equals("data:,") || address.equals(page.toUri().toString()))
        .isNotEmpty();
  }
}
