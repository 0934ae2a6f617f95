package convspectrum.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures of the README's table that are the same on every machine are those we compute. */
final class ReadmeTableTest {
  /** Design, segments, params, MACs, traffic, theoretical speed-up. */
  private static final int COUNTED_COLUMNS = 6;

  @TempDir private Path folder;

  @Test
  void countsInTheReadmeAreWhatTheCommandPrints() throws IOException {
    String readme = Files.readString(Repository.ROOT.resolve("README.md"));
    String shown =
        readme.substring(
            readme.indexOf("<!-- explore:begin -->"), readme.indexOf("<!-- explore:end -->"));
    Ran.done("explore", "--no-measure", "--out", folder.toString());
    List<List<String>> ours = rows(Files.readString(folder.resolve("comparison.md")));
    assertThat(ours).hasSize(17);
    assertThat(rows(shown)).isEqualTo(ours);
  }

  private static List<List<String>> rows(String markdown) {
    return markdown
        .lines()
        .filter(line -> line.startsWith("| regular ") || line.startsWith("| segments="))
        .map(line ->
            Arrays.stream(line.split("\\|"))
                .map(String::trim)
                .skip(1)
                .limit(COUNTED_COLUMNS)
                .toList())
        .toList();
  }
}
