package convspectrum.reports;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.Grouping;
import convspectrum.costmodel.NetworkCost;
import convspectrum.reports.cost.CostTable;
import convspectrum.search.design.Network;
import convspectrum.spec.Spec;
import convspectrum.spec.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

/** Runs what the package-info of this package shows, and holds the two texts to be the same. */
final class TablesawSnippetTest {
  private static final Path SOURCES = Path.of("src");

  @Test
  void theSnippetRuns() {
    // snippet begins
    Spec spec = Zoo.spec("mobilenet-v1");
    Network network = Network.design(spec, spec.design(Map.of()), Optional.empty());
    NetworkCost cost = NetworkCost.of(network.graph(), CostOptions.DEFAULT);
    Table layers = CostTable.of(cost, Grouping.LAYER, network).table();
    Table largest =
        layers.where(layers.longColumn("macs").isGreaterThan(20e6)).sortDescendingOn("macs");
    // snippet ends
    assertThat(largest.rowCount()).isBetween(5, layers.rowCount() - 1);
    assertThat(largest.longColumn("macs").get(0)).isEqualTo((long) layers.longColumn("macs").max());
  }

  @Test
  void theSnippetIsThatOfThePackage() throws IOException {
    String test =
        Files.readString(
            SOURCES.resolve("test/java/convspectrum/reports/TablesawSnippetTest.java"));
    List<String> code =
        test.lines()
            .dropWhile(line -> !line.contains("// snippet begins"))
            .skip(1)
            .takeWhile(line -> !line.contains("// snippet ends"))
            .map(String::strip)
            .toList();
    String shown =
        Files.readString(SOURCES.resolve("main/java/convspectrum/reports/package-info.java"))
            .lines()
            .map(line -> line.replaceFirst("^ \\* ?", "").strip())
            .collect(Collectors.joining("\n"));
    assertThat(code).hasSizeGreaterThan(3);
    assertThat(shown).contains(String.join("\n", code));
  }
}
