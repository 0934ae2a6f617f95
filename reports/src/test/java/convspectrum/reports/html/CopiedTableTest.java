package convspectrum.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.reports.explore.Pages;
import convspectrum.reports.view.LatexCheck;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What a reader copies from a table. Skipped where no Chromium is on the path. */
final class CopiedTableTest {
  private static final String TABLE = "document.querySelector('#table-comparison table')";

  /** A browser that was told to end may still write. */
  @TempDir(cleanup = CleanupMode.NEVER)
  private Path folder;

  @Test
  void namesOfStrangersStayTextInEveryFormat() throws Exception {
    String spec =
        """
        name: names
        input: {channels: 8, height: 8, width: 8}
        parameters: {kind: ["<b>|1|</b>", "\\"2\\" *3*", "畳_{4}"], segments: [1, 2]}
        layers:
          - segmented: {out: 8, segments: $segments}
        """;
    try (Chromium browser = Browsing.open(folder, Pages.counted(spec), 1280)) {
      String latex = browser.evaluate("asLatex(" + TABLE + ")").asString();
      assertThat(LatexCheck.faults(latex)).as(latex).isEmpty();
      assertThat(latex).contains("\\textless{}b\\textgreater{}", "{[}U+7573{]}\\_\\{4\\}");
      assertThat(browser.evaluate("asMarkdown(" + TABLE + ")").asString())
          .contains("kind=\\<b\\>\\|1\\|\\</b\\>", "\\*3\\*");
      assertThat(browser.evaluate("asCsv(" + TABLE + ")").asString())
          .contains("\"kind=\"\"2\"\" *3*, segments=1\"");
      Browsing.assertQuiet(folder, browser);
    }
  }
}
