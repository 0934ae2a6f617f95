package convspectrum.costmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import convspectrum.formats.onnx.read.ImportedModel;
import convspectrum.formats.onnx.read.OnnxReader;
import convspectrum.formats.onnx.read.ReadOptions;
import convspectrum.spec.file.CsvFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Real exports, whose weights lie in a file that is absent, against the figures of PyTorch. */
class ImportedNetworksTest {
  private static final int FILES = 6;

  @Test
  void parametersAndMultiplyAccumulatesAreExact() throws IOException {
    Path folder = shared().resolve("golden/onnx");
    assumeTrue(Files.isDirectory(folder), "the exports are not here: " + folder);
    int counted = 0;
    for (List<String> row : CsvFile.read(folder.resolve("expected.csv")).rows()) {
      ImportedModel model = OnnxReader.read(folder.resolve(row.get(0)), ReadOptions.DEFAULT);
      Cost cost = NetworkCost.of(model.graph(), CostOptions.DEFAULT).total();
      boolean kept = row.get(5).equals("kept");
      long statistics = kept ? Long.parseLong(row.get(9)) : 0;
      // Folding leaves one of the two parameters of each channel.
      long folded = kept ? 0 : Long.parseLong(row.get(9)) / 2;
      assertThat(cost.params()).as(row.get(0)).isEqualTo(Long.parseLong(row.get(8)) - folded);
      assertThat(cost.nonTrainableParams()).as(row.get(0)).isEqualTo(statistics);
      assertThat(cost.macs()).as(row.get(0)).isEqualTo(Long.parseLong(row.get(14)));
      assertThat(model.coverage().isPartial()).as(row.get(0)).isFalse();
      counted++;
    }
    assertThat(counted).isEqualTo(FILES);
  }

  private static Path shared() {
    return Path.of(
        Optional.ofNullable(System.getProperty("convspectrum.shared"))
            .or(() -> Optional.ofNullable(System.getenv("CONVSPECTRUM_SHARED")))
            .orElse("../../shared"));
  }
}
