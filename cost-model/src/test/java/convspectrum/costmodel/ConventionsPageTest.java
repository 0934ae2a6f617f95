package convspectrum.costmodel;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.costmodel.convention.Convention;
import convspectrum.costmodel.convention.Unit;
import convspectrum.spec.graph.Graph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The figures that docs/conventions.md prints. */
class ConventionsPageTest {
  private String page = "";

  @BeforeEach
  void read() throws IOException {
    page = Files.readString(Path.of("..", "docs", "conventions.md"));
  }

  @Test
  void resNet50UnderEveryConvention() {
    Graph graph = Networks.resNet50();
    for (Convention convention : Convention.all()) {
      CostOptions options = new CostOptions(convention, false, DataType.FLOAT32);
      Cost total = NetworkCost.of(graph, options).total();
      String figure =
          convention.unit() == Unit.MAC
              ? number(total.macs()) + " MACs"
              : number(total.flops()) + " FLOPs";
      assertThat(page).contains("| `" + convention.name() + "` | " + figure);
      assertThat(page).contains("| `" + convention.name() + "` | " + convention.unit() + " |");
    }
  }

  @Test
  void theWorkedExample() {
    NetworkCost cost = NetworkCost.of(NetworkCostTest.example(), CostOptions.DEFAULT);
    Cost total = cost.total();
    assertThat(page)
        .contains(
            "| **total** | **%s** | **%s** | **%s** | **%s** | **%s** | **%s** |"
                .formatted(
                    number(total.params()),
                    number(total.nonTrainableParams()),
                    number(total.macs()),
                    number(total.flops()),
                    number(total.bytesRead()),
                    number(total.bytesWritten())));
    assertThat(page).contains("is " + number(cost.peakActivationBytes()) + "\nbytes");
    assertThat(page)
        .contains(String.format(Locale.ROOT, "= %.2f FLOPs", total.arithmeticIntensity()));
  }

  @Test
  void theWorkedExampleFolded() {
    CostOptions fold = new CostOptions(Convention.PAPER, true, DataType.FLOAT32);
    Cost total = NetworkCost.of(NetworkCostTest.example(), fold).total();
    assertThat(page)
        .contains(
            "%s parameters, none nontrainable,\n%s MACs, %s bytes read and %s written"
                .formatted(
                    number(total.params()),
                    number(total.macs()),
                    number(total.bytesRead()),
                    number(total.bytesWritten())));
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
