package convspectrum.cli;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
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

  @Test
  void rowsOfTheFirstScreenAreRowsOfTheWholeTable() throws IOException {
    String readme = Files.readString(Repository.ROOT.resolve("README.md"));
    int whole = readme.indexOf("<!-- explore:begin -->");
    List<Set<String>> table = cells(readme.substring(whole));
    List<Set<String>> shown = cells(readme.substring(0, whole));
    assertThat(shown).hasSizeGreaterThan(3);
    assertThat(shown)
        .allSatisfy(row -> assertThat(table).anySatisfy(all -> assertThat(all).containsAll(row)));
  }

  private static List<Set<String>> cells(String markdown) {
    return markdown
        .lines()
        .filter(line -> line.startsWith("| regular ") || line.startsWith("| segments="))
        .map(line -> Arrays.stream(line.split("\\|")).map(String::trim).collect(toSet()))
        .toList();
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
