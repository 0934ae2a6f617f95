package convspectrum.costmodel;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.formats.onnx.read.ImportedModel;
import convspectrum.formats.onnx.read.OnnxReader;
import convspectrum.formats.onnx.read.ReadOptions;
import convspectrum.formats.onnx.write.OnnxWriter;
import convspectrum.spec.Spec;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import convspectrum.spec.zoo.Zoo;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is counted of a network of the zoo is counted of its export. */
class ExportedNetworksTest {
  private static final Weights ZEROS = (node, slot) -> Tensor.zeros(slot.shape());

  @TempDir Path folder;

  static List<String> names() {
    return Zoo.names();
  }

  @Test
  void thereAreTwenty() {
    assertThat(names()).hasSize(20);
  }

  @ParameterizedTest
  @MethodSource("names")
  void anExportCostsWhatTheNetworkDoes(String name) {
    Spec spec = Zoo.spec(name);
    // At 224×224 the first linear layer of VGG-16 alone is 411 MB.
    Graph graph =
        name.equals("vgg-16")
            ? spec.graph(spec.defaults(), Shape.of(1, 3, 64, 64))
            : spec.graph(spec.defaults());
    assertSameCost(name, graph);
  }

  /** Its batch norms have no scale, which ONNX has no way to leave out. */
  @Test
  void aNormWithoutScaleHasNoneInTheExport() {
    Spec spec = Zoo.spec("inception-v3");
    Graph graph = spec.graph(spec.design(Map.of("variant", "keras")));
    assertSameCost("inception-v3", graph);
  }

  private void assertSameCost(String name, Graph graph) {
    Path file = folder.resolve(name + ".onnx");
    OnnxWriter.write(graph, ZEROS, file);
    ImportedModel model = OnnxReader.read(file, ReadOptions.DEFAULT);
    Cost expected = NetworkCost.of(graph, CostOptions.DEFAULT).total();
    Cost found = NetworkCost.of(model.graph(), CostOptions.DEFAULT).total();
    assertThat(found.params()).isEqualTo(expected.params());
    assertThat(found.nonTrainableParams()).isEqualTo(expected.nonTrainableParams());
    assertThat(found.macs()).isEqualTo(expected.macs()).isPositive();
    assertThat(model.coverage().isPartial()).isFalse();
    assertThat(model.storage().absent()).isZero();
  }
}
