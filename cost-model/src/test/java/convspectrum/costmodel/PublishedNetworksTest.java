package convspectrum.costmodel;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.costmodel.convention.Convention;
import convspectrum.costmodel.convention.Unit;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Op;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedNetworksTest {
  @Test
  void mobileNetV1LayerByLayer() throws IOException {
    assertThat(layersAgree(Networks.mobileNetV1(), "mobilenet_v1.csv")).isEqualTo(55);
    assertThat(Totals.of(Networks.mobileNetV1())).isEqualTo(new Totals(4_231_976, 568_740_352));
  }

  @Test
  void resNet50LayerByLayer() throws IOException {
    assertThat(layersAgree(Networks.resNet50(), "resnet50.csv")).isEqualTo(107);
    assertThat(Totals.of(Networks.resNet50())).isEqualTo(new Totals(25_557_032, 4_089_184_256L));
  }

  @Test
  void inception3aLayerByLayer() throws IOException {
    assertThat(layersAgree(Networks.inception3a(), "inception_3a.csv")).isEqualTo(6);
  }

  /**
   * The MACs 4,089,184,256, and of a ResNet-50 at 224: 11,113,984 batch-normed and 9,608,704
   * rectified elements, 5,519,360 sums, 802,816 into the max pool and 200,704 out of it, 100,352
   * into the global pool and 2,048 out of it, 1,000 biases.
   */
  @ParameterizedTest
  @CsvSource({
    "paper, 4089184256",
    "fvcore, 4111512576",
    "ptflops, 4127444456",
    "ptflops-aten, 4089185256",
    "thop, 4133742592",
    "torch, 8178368512",
    "deepspeed, 8216627712",
    "keras, 8185795560",
    "onnx-tool, 4450761704"
  })
  void resNet50AsEveryToolPrintsIt(String name, long figure) {
    Convention convention = Convention.named(name);
    CostOptions options = new CostOptions(convention, false, DataType.FLOAT32);
    Cost total = NetworkCost.of(Networks.resNet50(), options).total();
    if (convention.unit() == Unit.MAC) {
      assertThat(total.macs()).isEqualTo(figure);
      assertThat(total.flops()).isEqualTo(2 * figure);
    } else {
      assertThat(total.flops()).isEqualTo(figure);
      assertThat(total.macs()).isEqualTo(4_089_184_256L);
    }
    assertThat(total.params()).isEqualTo(name.equals("keras") ? 25_610_152 : 25_557_032);
    assertThat(total.nonTrainableParams()).isEqualTo(53_120);
  }

  /** How many rows of the golden table were found equal: convolutions, norms and linear layers. */
  private static int layersAgree(Graph graph, String table) throws IOException {
    List<NodeCost> layers =
        NetworkCost.of(graph, CostOptions.DEFAULT).nodes().stream()
            .filter(node -> stores(node.node().op()))
            .toList();
    List<Csv.Row> rows =
        Csv.resource(table).stream().filter(row -> !row.text("op").contains("Pool")).toList();
    assertThat(layers).hasSameSizeAs(rows);
    for (int i = 0; i < rows.size(); i++) {
      Csv.Row row = rows.get(i);
      Cost cost = layers.get(i).cost();
      assertThat(List.of(cost.params(), cost.macs(), cost.activations()))
          .as("%s", row)
          .isEqualTo(
              List.of(
                  row.count("params"),
                  row.count("macs"),
                  row.count("out_c") * row.count("out_h") * row.count("out_w")));
    }
    return rows.size();
  }

  private static boolean stores(Op op) {
    return op instanceof Op.Conv || op instanceof Op.BatchNorm || op instanceof Op.Linear;
  }
}
