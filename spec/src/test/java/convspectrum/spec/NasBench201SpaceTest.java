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

/** Against the params and MACs columns of a table of the benchmark, for CIFAR-10. */
class NasBench201SpaceTest {
  private static final Spec SPEC = Spec.read(Path.of("../examples/nasbench201.yaml"));

  @Test
  void isASpaceOf15625Designs() {
    assertThat(SPEC.space().size()).isEqualTo(BigInteger.valueOf(15_625));
    assertThat(SPEC.parameters())
        .extracting(parameter -> parameter.name())
        .containsExactly("op_1_0", "op_2_0", "op_2_1", "op_3_0", "op_3_1", "op_3_2");
  }

  @ParameterizedTest
  @CsvSource({
    "333333, 1531546, 220119680",
    "000000, 73306, 7783040",
    "111111, 73306, 7783040",
    "222222, 241306, 31376000",
    "444444, 73306, 7783040",
    "244311, 344346, 47104640",
    "231134, 587386, 82494080",
    "323144, 587386, 82494080",
    "130214, 344346, 47104640",
    "113011, 316346, 43172480",
    "224024, 157306, 19579520",
    "202114, 129306, 15647360",
    "004242, 129306, 15647360",
    "134322, 615386, 86426240",
    "022012, 157306, 19579520",
    "104203, 344346, 47104640",
    "031340, 559386, 78561920",
    "224400, 129306, 15647360",
    "342401, 344346, 47104640",
    "332242, 643386, 90358400",
    "230342, 615386, 86426240",
    "032311, 587386, 82494080"
  })
  void aSampleHasTheTablesCounts(String ops, long params, long macs) {
    Graph graph = graph(ops);
    assertThat(Counting.params(graph)).as("params of %s", ops).isEqualTo(params);
    assertThat(Counting.macs(graph)).as("MACs of %s", ops).isEqualTo(macs);
  }

  @Test
  void everyDesignHasTheTablesCounts() throws IOException {
    Path table = shared().resolve("benchmarks/nasbench201.csv");
    assumeTrue(Files.exists(table), "the benchmark's whole table is not on this machine");
    CsvFile csv = CsvFile.read(table);
    List<String> columns = csv.header();
    int compared = 0;
    for (List<String> row : csv.rows()) {
      Graph graph = graph(row.get(columns.indexOf("ops")));
      assertThat(Counting.params(graph))
          .isEqualTo(Long.parseLong(row.get(columns.indexOf("params_c10"))));
      assertThat(Counting.macs(graph))
          .isEqualTo(Long.parseLong(row.get(columns.indexOf("macs_c10"))));
      compared++;
    }
    assertThat(compared).isEqualTo(15_625);
  }

  private static Graph graph(String ops) {
    return SPEC.graph(SPEC.space().design(new BigInteger(ops, 5)));
  }

  private static Path shared() {
    return Path.of(
        Objects.requireNonNullElse(System.getenv("CONVSPECTRUM_SHARED"), "../../shared"));
  }
}
