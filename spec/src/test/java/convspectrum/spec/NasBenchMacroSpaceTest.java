package convspectrum.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import convspectrum.spec.file.CsvFile;
import convspectrum.spec.graph.Graph;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the params and flops (multiply-adds) columns of the benchmark's table. */
class NasBenchMacroSpaceTest {
  private static final Spec SPEC = Spec.read(Path.of("../examples/nasbench-macro.yaml"));

  @Test
  void isASpaceOf6561Designs() {
    assertThat(SPEC.space().size()).isEqualTo(BigInteger.valueOf(6_561));
  }

  @ParameterizedTest
  @CsvSource({
    "00000000, 387882, 7713280",
    "11111111, 1588874, 53246464",
    "22222222, 2932586, 105660928",
    "01201202, 1711210, 52904448",
    "10012120, 1670154, 49900032",
    "21020101, 1179562, 49052160",
    "00000001, 791594, 14115328",
    "20000000, 409834, 17854976"
  })
  void aSampleHasTheTablesCounts(String arch, long params, long macs) {
    Graph graph = graph(arch);
    assertThat(Counting.params(graph)).as("params of %s", arch).isEqualTo(params);
    assertThat(Counting.macs(graph)).as("MACs of %s", arch).isEqualTo(macs);
  }

  @Test
  void everyDesignHasTheTablesCounts() throws IOException {
    Path table = shared().resolve("benchmarks/nasbench_macro.csv");
    assumeTrue(Files.exists(table), "the benchmark's whole table is not on this machine");
    CsvFile csv = CsvFile.read(table);
    List<String> columns = csv.header();
    int compared = 0;
    for (List<String> row : csv.rows()) {
      Graph graph = graph(row.get(columns.indexOf("arch")));
      assertThat(Counting.params(graph))
          .isEqualTo(Long.parseLong(row.get(columns.indexOf("params"))));
      assertThat(Counting.macs(graph)).isEqualTo(Long.parseLong(row.get(columns.indexOf("flops"))));
      compared++;
    }
    assertThat(compared).isEqualTo(6_561);
  }

  private static Graph graph(String arch) {
    return SPEC.graph(SPEC.space().design(new BigInteger(arch, 3)));
  }

  private static Path shared() {
    return Path.of(
        Objects.requireNonNullElse(System.getenv("CONVSPECTRUM_SHARED"), "../../shared"));
  }
}
