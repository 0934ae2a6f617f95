package convspectrum.executor.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import convspectrum.executor.nodes.NodeTable.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The verdict on each of the ONNX project's node tests is the one that is written down; a change of
 * one fails until the table has it. With {@code -Dnodes.update=true}, and the whole archive at
 * hand, the table, the small archive and docs/onnx.md are written anew.
 */
class OnnxNodesTest {
  private static final Path PAGE = Path.of("..", "docs", "onnx.md");
  private static final String BEGIN = "<!-- node-tests:begin -->\n";
  private static final String END = "<!-- node-tests:end -->";

  /** Larger tests are only in the whole archive. */
  private static final int MAX_SMALL_BYTES = 30_000;

  @TempDir Path folder;

  @Test
  void verdictsAreThoseOfTheTable() throws IOException {
    assumeTrue(!Boolean.getBoolean("nodes.update"), "the table is being written");
    List<Row> found = rows(NodeArchive.small());
    assertThat(changed(found)).isEmpty();
    assertThat(found).hasSizeGreaterThan(1400);
  }

  @Test
  void verdictsOnTheWholeArchive() throws IOException {
    Path archive = archive();
    assumeTrue(
        Files.exists(archive), "onnx-node-tests/cases.zip is not here; set CONVSPECTRUM_SHARED");
    List<Row> found = rows(NodeArchive.all(archive));
    if (Boolean.getBoolean("nodes.update")) {
      update(archive, found);
    }
    assertThat(changed(found)).isEmpty();
    assertThat(found).hasSameSizeAs(NodeTable.read());
  }

  /** A refusal without the op, the node and the reason would leave a reader without help. */
  @Test
  void refusalsNameOpAndNode() throws IOException {
    List<Row> refused =
        NodeTable.read().stream().filter(row -> row.verdict() == Verdict.REFUSED).toList();
    assertThat(refused)
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.reason()).matches(".*'.+'.*[a-z]{3}.*"));
  }

  @Test
  void everyOtherResultHasAReason() throws IOException {
    List<Row> others =
        NodeTable.read().stream().filter(row -> row.verdict() == Verdict.WRONG).toList();
    assertThat(others)
        .isNotEmpty()
        .allSatisfy(row -> assertThat(Deviations.reason(row)).as(row.toString()).isPresent());
  }

  @Test
  void thePageHasTheTable() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(page.substring(page.indexOf(BEGIN)))
        .startsWith(BEGIN + NodeTable.page(NodeTable.read()) + END);
  }

  private List<Row> rows(List<NodeCase> cases) throws IOException {
    NodeRun run = new NodeRun(folder);
    List<Row> rows = new ArrayList<>();
    for (NodeCase test : cases) {
      rows.add(Row.of(test, run.of(test)));
    }
    return rows;
  }

  /** Tests whose verdict is not the one that is written down. */
  private static List<String> changed(List<Row> found) throws IOException {
    Map<String, Row> known =
        NodeTable.read().stream()
            .collect(
                Collectors.toMap(Row::test, Function.identity(), (_, last) -> last, TreeMap::new));
    List<String> changed = new ArrayList<>();
    for (Row row : found) {
      Row before = known.get(row.test());
      if (before == null || before.verdict() != row.verdict()) {
        changed.add(
            row.test()
                + ": "
                + (before == null ? "unknown" : before.verdict().text())
                + " → "
                + row.verdict().text()
                + " "
                + row.reason());
      }
    }
    return changed;
  }

  private static void update(Path archive, List<Row> rows) throws IOException {
    NodeTable.write(rows);
    NodeArchive.writeSmall(
        archive,
        rows.stream().filter(row -> row.verdict() != Verdict.OUTSIDE).map(Row::test).toList(),
        MAX_SMALL_BYTES,
        NodeTable.FILE.resolveSibling(NodeArchive.RESOURCE));
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    Files.writeString(
        PAGE, page.substring(0, begin) + NodeTable.page(rows) + page.substring(page.indexOf(END)));
  }

  private static Path archive() {
    String shared =
        Objects.requireNonNullElse(System.getenv("CONVSPECTRUM_SHARED"), "../../shared");
    return Path.of(shared, "onnx-node-tests", "cases.zip");
  }
}
