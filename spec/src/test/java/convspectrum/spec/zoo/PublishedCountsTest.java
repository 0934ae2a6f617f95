package convspectrum.spec.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.spec.Counting;
import convspectrum.spec.Spec;
import convspectrum.spec.file.CsvFile;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Against counts of torchvision, timm, Keras and modules written from the papers. */
class PublishedCountsTest {
  /** These sources list layers by their depth in the graph, not as they run. */
  private static final Set<String> BY_DEPTH =
      Set.of("inception_v3_keras", "inception_v3_first_keras");

  static List<Resource.Row> networks() {
    return Resource.rows("networks.csv");
  }

  @Test
  void comparesEightyOneNetworks() {
    assertThat(networks()).hasSize(81);
    assertThat(networks().stream().map(row -> row.text("network")).distinct())
        .containsExactlyInAnyOrderElementsOf(Zoo.names());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void paramsAndMacs(Resource.Row row) {
    Spec spec = Zoo.spec(row.text("network"));
    Graph graph = spec.graph(spec.design(row.settings()));
    Selection selection = Selection.of(row.text("selection"));
    long params = 0;
    long statistics = 0;
    long macs = 0;
    for (Node node : graph.nodes()) {
      if (selection.includes(node)) {
        params += stored(node, true);
        statistics += stored(node, false);
        macs += Counting.macs(node);
      }
    }
    assertThat(params).as("params").isEqualTo(Long.parseLong(row.text("params")));
    assertThat(statistics).as("statistics").isEqualTo(Long.parseLong(row.text("statistics")));
    assertThat(macs).as("MACs").isEqualTo(Long.parseLong(row.text("macs")));
  }

  @ParameterizedTest
  @CsvSource({
    "alexnet_2group, alexnet, '', 8",
    "convnext_tiny_torchvision, convnext-tiny, '', 59",
    "efficientnet_b0_timm, efficientnet-b0, '', 82",
    "inception_resnet_v2_timm, inception-resnet-v2, '', 245",
    "inception_v1_googlenet, inception-v1, '', 58",
    "inception_v3_first_keras, inception-v3-first, '', 95",
    "inception_v3_keras, inception-v3, keras, 95",
    "inception_v3_torchvision_noaux, inception-v3, '', 95",
    "mixnet_s_timm, mixnet-s, '', 124",
    "mobilenet_v1_full_conv, mobilenet-v1-full-conv, '', 15",
    "mobilenet_v1_keras, mobilenet-v1, keras, 28",
    "mobilenet_v1_shallow, mobilenet-v1-shallow, '', 18",
    "mobilenet_v1_timm, mobilenet-v1, '', 28",
    "mobilenet_v2_torchvision, mobilenet-v2, '', 53",
    "nin, nin, '', 12",
    "resnet50_torchvision, resnet-50, '', 54",
    "resnext50_32x4d, resnext-50-32x4d, '', 54",
    "shufflenet_v1_g3_1.0, shufflenet-v1, '', 50",
    "squeezenet1_0, squeezenet-1.0, '', 26",
    "vgg16, vgg-16, '', 16",
    "xception_keras, xception, keras, 75",
    "xception_timm_legacy, xception, '', 75"
  })
  void layerByLayer(String table, String network, String variant, int layers) {
    compare(table, network, variant.isEmpty() ? Map.of() : Map.of("variant", variant), layers);
  }

  @Test
  void aWideShuffleNetLayerByLayer() {
    compare("shufflenet_v1_g8_2.0", "shufflenet-v1", Map.of("groups", "8", "width", "2.0"), 50);
  }

  /**
   * Convolutions and linear layers in execution order: channels, sizes, kernel, stride, groups,
   * params and MACs. A linear layer over the positions of a map is a 1×1 convolution.
   */
  private static void compare(
      String table, String network, Map<String, String> settings, int layers) {
    Spec spec = Zoo.spec(network);
    List<String> ours =
        spec.graph(spec.design(settings)).nodes().stream()
            .filter(node -> node.op() instanceof Op.Conv || node.op() instanceof Op.Linear)
            .map(PublishedCountsTest::layer)
            .toList();
    List<String> theirs =
        CsvFile.of(
                Path.of(table + ".csv"),
                Resource.text("layers/" + table + ".csv").getBytes(StandardCharsets.UTF_8))
            .rows()
            .stream()
            .map(PublishedCountsTest::layer)
            .toList();
    assertThat(theirs).hasSize(layers);
    if (BY_DEPTH.contains(table)) {
      assertThat(ours).containsExactlyInAnyOrderElementsOf(theirs);
    } else {
      assertThat(ours).containsExactlyElementsOf(theirs);
    }
  }

  private static String layer(Node node) {
    if (!(node.op() instanceof Op.Conv conv)) {
      return layer(
          node.inputShape().dim(-1),
          "1x1",
          node.shape().dim(-1),
          "1x1",
          "1x1",
          "1x1",
          1,
          stored(node, true),
          Counting.macs(node));
    }
    Window window = conv.window();
    return layer(
        node.inputShape().channels(),
        size(node.inputShape()),
        node.shape().channels(),
        size(node.shape()),
        window.kernelHeight() + "x" + window.kernelWidth(),
        window.strideHeight() + "x" + window.strideWidth(),
        conv.groups(),
        stored(node, true),
        Counting.macs(node));
  }

  private static String layer(List<String> row) {
    boolean positions = row.get(0).equals("linear") && !row.get(2).equals("1");
    String in = row.get(2) + "x" + row.get(3);
    String out = row.get(5) + "x" + row.get(6);
    int side = (int) Math.round(Math.sqrt(Integer.parseInt(row.get(2))));
    return layer(
        Integer.parseInt(row.get(1)),
        positions ? side + "x" + side : in,
        Integer.parseInt(row.get(4)),
        positions ? side + "x" + side : out,
        row.get(7),
        row.get(8),
        Integer.parseInt(row.get(9)),
        Long.parseLong(row.get(10)),
        Long.parseLong(row.get(11)));
  }

  private static String layer(
      int in,
      String inSize,
      int out,
      String outSize,
      String kernel,
      String stride,
      int groups,
      long params,
      long macs) {
    return "%d@%s -> %d@%s, kernel %s, stride %s, %d groups, %d params, %d MACs"
        .formatted(in, inSize, out, outSize, kernel, stride, groups, params, macs);
  }

  private static String size(Shape shape) {
    return shape.height() + "x" + shape.width();
  }

  private static long stored(Node node, boolean trainable) {
    return node.parameters().stream()
        .filter(slot -> slot.trainable() == trainable)
        .mapToLong(slot -> slot.shape().elements())
        .sum();
  }
}
