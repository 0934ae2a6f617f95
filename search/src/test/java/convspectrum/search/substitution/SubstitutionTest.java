package convspectrum.search.substitution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.costmodel.Cost;
import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.NetworkCost;
import convspectrum.search.design.Network;
import convspectrum.search.substitution.SpatialConvolutions.Reason;
import convspectrum.spec.Spec;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import convspectrum.spec.zoo.Zoo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SubstitutionTest {
  private static final Network NETWORK = network();

  /** Of the convolutions the second is regular and spatial: 3×3, 12 → 20, stride 2, on 8×8. */
  private static Network network() {
    Spec spec =
        Spec.parse(
            "net.yaml",
            """
            name: net
            input: {channels: 3, height: 8, width: 8}
            layers:
              - conv: {out: 12, norm: batch, activation: relu}
              - conv: {out: 20, stride: 2, dilation: 2, padding: 2, bias: true, norm: batch}
              - conv: {out: 20, groups: 4}
              - depthwise
              - pointwise: {out: 5}
            """);
    return Network.design(spec, spec.defaults(), Optional.empty());
  }

  private static Node regular() {
    return SpatialConvolutions.of(NETWORK.graph()).nodes().getFirst();
  }

  private static Cost cost(Graph graph) {
    return NetworkCost.of(graph, CostOptions.DEFAULT).total();
  }

  @Test
  void whatCanBeCutAndWhyTheRestCannot() {
    SpatialConvolutions found = SpatialConvolutions.of(NETWORK.graph());
    assertThat(found.nodes()).extracting(node -> node.shape().channels()).containsExactly(20);
    assertThat(found.others())
        .isEqualTo(
            Map.of(Reason.STEM, 1, Reason.GROUPED, 1, Reason.DEPTHWISE, 1, Reason.POINTWISE, 1));
    assertThat(found.sentence())
        .isEqualTo(
            "Of 5 convolutions 1 is regular and spatial; 1 is 1×1; 1 is depthwise already; 1 is cut"
                + " into groups already; 1 is the first, of the input's channels.");
    Spec mobile = Zoo.spec("mobilenet-v2");
    assertThat(SpatialConvolutions.of(mobile.graph(mobile.defaults())).sentence())
        .startsWith("Nothing is left to cut into segments: of 52 convolutions 34 are 1×1;");
  }

  /** Twelve channels at 4×4 outputs: 16 · (9 · 12 · 12 / 3 + 12 · 20) of 16 · 9 · 12 · 20. */
  @Test
  void aLayerIsCounted() {
    LayerDesigns.Row row =
        LayerDesigns.of("net", List.of(new Substitution(regular(), 3))).rows().getFirst();
    assertThat(row.before().cost().total().macs()).isEqualTo(16 * 9 * 12 * 20);
    assertThat(row.after().cost().total().macs()).isEqualTo(16 * (9 * 12 * 12 / 3 + 12 * 20));
    assertThat(row.macsSaved()).isEqualTo(16 * (2160 - 672));
    assertThat(row.paramsSaved()).isEqualTo(2160 - 672);
    assertThat(LayerDesigns.words(regular())).isEqualTo("conv 3x3/2 12→20 at 8x8");
  }

  @Test
  void equalLayersAreOneDesign() {
    Node node = regular();
    LayerDesigns layers =
        LayerDesigns.of(
            "net",
            List.of(
                new Substitution(node, 3), new Substitution(node, 12), new Substitution(node, 3)));
    assertThat(layers.rows()).hasSize(3);
    assertThat(layers.designs().rows()).hasSize(3);
    assertThat(layers.designs().baselines()).containsOnly("conv 3x3/2 12→20 at 8x8").hasSize(3);
  }

  @Test
  void theNetworkLosesWhatWasPromisedAndKeepsTheRest() {
    Substitution cut = new Substitution(regular(), 3);
    LayerDesigns.Row promised = LayerDesigns.of("net", List.of(cut)).rows().getFirst();
    SubstitutedNetwork changed = SubstitutedNetwork.of(NETWORK, List.of(cut), 7);
    Cost before = cost(NETWORK.graph());
    Cost after = cost(changed.graph());
    assertThat(before.macs() - after.macs()).isEqualTo(promised.macsSaved());
    assertThat(before.params() - after.params()).isEqualTo(promised.paramsSaved());
    assertThat(changed.graph().outputs().getFirst().shape())
        .isEqualTo(NETWORK.graph().outputs().getFirst().shape());
    Weights old = NETWORK.weights().apply(7);
    int kept = 0;
    for (Node node : NETWORK.graph().nodes()) {
      if (node == regular() || node.parameters().isEmpty()) {
        continue;
      }
      Node same = named(changed.graph(), node.name());
      for (int i = 0; i < node.parameters().size(); i++) {
        assertThat(changed.weights().get(same, same.parameters().get(i)).data())
            .isEqualTo(old.get(node, node.parameters().get(i)).data());
        kept++;
      }
    }
    assertThat(kept).isEqualTo(4 + 2 * 4);
    Node spatial = named(changed.graph(), regular().name() + "_spatial");
    Node pointwise = named(changed.graph(), regular().name() + "_pointwise");
    assertThat(((Op.Conv) spatial.op()).window()).isEqualTo(((Op.Conv) regular().op()).window());
    assertThat(changed.weights().get(pointwise, "bias").data())
        .isEqualTo(old.get(regular(), "bias").data());
  }

  /** Variance of results for inputs of variance 1: the sum of squares of a filter. */
  @Test
  void newWeightsAreAsLargeAsTheOldOnes() {
    Spec spec =
        Spec.parse(
            "wide.yaml",
            "input: {channels: 64, height: 8, width: 8}\n"
                + "layers: [pointwise: {out: 96}, conv: {out: 128}]\n");
    Network wide = Network.design(spec, spec.defaults(), Optional.empty());
    Node node = SpatialConvolutions.of(wide.graph()).nodes().getFirst();
    SubstitutedNetwork changed = SubstitutedNetwork.of(wide, List.of(new Substitution(node, 8)), 1);
    double old = energy(wide.weights().apply(1).get(node, "weight"));
    double spatial = energy(weight(changed, node.name() + "_spatial"));
    double pointwise = energy(weight(changed, node.name() + "_pointwise"));
    assertThat(spatial * pointwise / old).isBetween(0.9, 1.1);
  }

  private static Tensor weight(SubstitutedNetwork network, String name) {
    return network.weights().get(named(network.graph(), name), "weight");
  }

  private static double energy(Tensor weight) {
    double sum = 0;
    for (float value : weight.data()) {
      sum += value * value;
    }
    return sum / weight.shape().dim(0);
  }

  private static Node named(Graph graph, String name) {
    return graph.nodes().stream().filter(n -> n.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void segmentsAreDivisorsOfTheChannels() {
    assertThat(Substitution.possible(regular())).containsExactly(2, 3, 4, 6, 12);
    assertThat(Substitution.nearest(regular(), 5)).isEqualTo(4);
    assertThat(Substitution.nearest(regular(), 1000)).isEqualTo(12);
    assertThat(new Substitution(regular(), 12).isDepthwise()).isTrue();
    assertThatThrownBy(() -> new Substitution(regular(), 5))
        .hasMessage("5 is none of [2, 3, 4, 6, 12]");
  }
}
