package convspectrum.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.reports.html.DesignChoice.Goal;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A page whose designs have no column of names, as that of a search: the first figure is one of the
 * figures. Skipped where no Chromium is on the path.
 */
final class FiguresFirstTest {
  /** A browser that was told to end may still write. */
  @TempDir(cleanup = CleanupMode.NEVER)
  private Path folder;

  @Test
  void theFirstFigureHasABoundAndIsInFrontAndPanel() throws Exception {
    ResultTable table =
        new ResultTable(
            "designs",
            "Evaluated designs",
            new Columns<>(List.of(30L, 10L, 20L))
                .count("macs", one -> one, ColumnDescription.count("MACs", ""))
                .text("segments", one -> "s" + one, ColumnDescription.text("segments", ""))
                .list(),
            Notes.none());
    Report report =
        new Report(
            "Search",
            "The answer.",
            List.of(),
            List.of(),
            List.of(),
            List.of(new Report.TablePart(table, List.of("a", "b", "c"))),
            Optional.of(
                new DesignChoice("designs", List.of(new Goal("macs", true)), List.of(), "")),
            0);
    try (Chromium browser = Browsing.open(folder, report, 1280)) {
      assertThat(
              browser
                  .evaluate("[...document.querySelectorAll('.bound span')].map(s => s.textContent)")
                  .valueStream()
                  .map(one -> one.asString()))
          .containsExactly("MACs");
      assertThat(browser.evaluate("document.querySelector('.front').textContent").asString())
          .startsWith("b MACs 10");
      browser.evaluate("choose(designs.get('c'))");
      assertThat(browser.evaluate("document.getElementById('panel').textContent").asString())
          .startsWith("c")
          .contains("MACs20", "segmentss20");
      browser.evaluate("document.querySelectorAll('.chart').forEach(start)");
      assertThat(browser.evaluate("parallelColumns().map(c => c.name).join()").asString())
          .isEqualTo("macs,segments");
      Browsing.assertQuiet(folder, browser);
    }
  }
}
