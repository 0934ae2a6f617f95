package convspectrum.search.proxy.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import convspectrum.costmodel.Totals;
import convspectrum.spec.Spec;
import convspectrum.spec.file.CsvFile;
import convspectrum.spec.graph.Graph;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * How well counts alone rank the 15,625 networks of NAS-Bench-201 on CIFAR-10. The Spearman
 * correlation of live MACs is a figure that others reported.
 */
class BaselinesTest {
  @Test
  void liveMacsRankBetterThanMacs() {
    String shared =
        Objects.requireNonNullElse(System.getenv("CONVSPECTRUM_SHARED"), "../../shared");
    Path file = Path.of(shared, "benchmarks", "nasbench201.csv");
    assumeTrue(Files.exists(file), "skipped: the table nasbench201.csv is not here");
    CsvFile table = CsvFile.read(file);
    Spec spec = Spec.read(Path.of("../examples/nasbench201.yaml"));
    int ops = table.header().indexOf("ops");
    int accuracy = table.header().indexOf("c10_test_200e");
    List<List<String>> rows = table.rows();
    int size = rows.size();
    double[] accuracies = new double[size];
    double[] macs = new double[size];
    double[] live = new double[size];
    IntStream.range(0, size)
        .parallel()
        .forEach(row -> {
          List<String> cells = rows.get(row);
          accuracies[row] = Double.parseDouble(cells.get(accuracy));
          Graph graph = spec.graph(spec.space().design(new BigInteger(cells.get(ops), 5)));
          macs[row] = Totals.of(graph).macs();
          live[row] = Totals.live(graph).macs();
        });
    Ranking byAccuracy = new Ranking(accuracies);
    assertThat(Ranking.spearman(new Ranking(macs), byAccuracy)).isCloseTo(.753, within(.001));
    assertThat(Ranking.spearman(new Ranking(live), byAccuracy)).isCloseTo(.823, within(.001));
    assertThat(size).isEqualTo(15_625);
  }
}
