package convspectrum.spec.composite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.spec.Spec;
import convspectrum.spec.canonical.Fingerprint;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import convspectrum.spec.graph.Slide;
import convspectrum.spec.graph.Window;
import convspectrum.spec.tensor.SeededWeights;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompositeTest {
  private static final TransposedConv DECODER =
      TransposedConv.of(32, Window.square(4, 2, 1), 0, 1, true);

  /** PyTorch's ConvTranspose2d(64, 32, 4, stride=2, padding=1) of 32×32. */
  @Test
  void aTransposedConvolutionMultipliesEachInputByItsWholeKernel() {
    List<Shape> input = List.of(Shape.of(1, 64, 32, 32));
    assertThat(DECODER.shape(input)).isEqualTo(Shape.of(1, 32, 64, 64));
    assertThat(DECODER.macs(input)).isEqualTo(33_554_432);
    assertThat(DECODER.parameters(input))
        .extracting(ParameterSlot::shape)
        .containsExactly(Shape.of(64, 32, 4, 4), Shape.of(32));
  }

  /** ConvTranspose3d(4, 2, 3): 4·4·5·6 inputs by 27 taps to 2 channels. */
  @Test
  void threeAxesGoLikeTwo() {
    Slide slide = new Slide(3, 1, 1, 0, 0);
    TransposedConv conv =
        new TransposedConv(2, List.of(slide, slide, slide), List.of(0, 0, 0), 1, false);
    List<Shape> input = List.of(Shape.of(1, 4, 4, 5, 6));
    assertThat(conv.shape(input)).isEqualTo(Shape.of(1, 2, 6, 7, 8));
    assertThat(conv.macs(input)).isEqualTo(480 * 27 * 2);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> DECODER.shape(List.of(Shape.of(1, 64, 32))))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("TransposedConv takes one input of 4 axes");
    TransposedConv groups = TransposedConv.of(6, Window.square(2, 2, 0), 0, 3, false);
    assertThatThrownBy(() -> groups.shape(List.of(Shape.of(1, 4, 8, 8))))
        .hasMessageContaining("3 groups");
    TransposedConv cut = TransposedConv.of(1, Window.square(2, 1, 2), 0, 1, false);
    assertThatThrownBy(() -> cut.shape(List.of(Shape.of(1, 1, 2, 2))))
        .hasMessageContaining("expected at least one place to be left");
  }

  /** Each learned element comes into the definition once, so that proxies see it once. */
  @Test
  void theDefinitionLearnsWhatTheOpDoes() {
    GraphBuilder builder = new GraphBuilder("decoder");
    Node up = builder.add("up", DECODER, builder.input("x", Shape.of(1, 64, 8, 8)));
    Graph graph = builder.build(up);
    Expansion expansion = Expansion.of(graph, new SeededWeights(1), _ -> false);
    assertThat(learned(expansion.graph())).isEqualTo(learned(graph)).isEqualTo(32_800);
    assertThat(expansion.graph().outputs().getFirst().shape()).isEqualTo(up.shape());
    assertThat(expansion.graph().nodes()).noneMatch(node -> node.op() instanceof Op.Composite);
    assertThat(expansion.sourcesByName().get("up/taps")).isSameAs(up);
    assertThat(Expansion.of(graph, new SeededWeights(1), _ -> true).graph()).isSameAs(graph);
  }

  /** What a file has as one op may hold composites that store something. */
  @Test
  void compositesInsideADefinitionAreDefinedToo() {
    GraphBuilder builder = new GraphBuilder("decoder");
    TransposedConv conv = TransposedConv.of(2, Window.square(2, 2, 0), 0, 1, false);
    Recorded op =
        new Recorded(
            "Upscaled",
            0,
            List.of(),
            List.of(),
            List.of(Shape.of(1, 3, 4, 4)),
            List.of(new ParameterSlot("stored0", Shape.of(3, 2, 2, 2), true)),
            List.of(
                new Recorded.Step("up", conv, List.of(0), Map.of("weight", "stored0")),
                new Recorded.Step("twice", new Op.Add(), List.of(1, 1), Map.of())));
    Node node = builder.add("big", op, builder.input("x", Shape.of(1, 3, 4, 4)));
    Expansion expansion = Expansion.of(builder.build(node), new SeededWeights(1), _ -> false);
    assertThat(expansion.graph().nodes()).noneMatch(one -> one.op() instanceof Op.Composite);
    assertThat(learned(expansion.graph())).isEqualTo(24);
    Node result = expansion.graph().outputs().getFirst();
    assertThat(result.shape()).isEqualTo(Shape.of(1, 2, 8, 8));
    assertThat(expansion.sources().get(result)).isSameAs(node);
    assertThat(expansion.results()).containsEntry(result, "big");
  }

  @Test
  void attributesMatterToEquality() {
    assertThat(fingerprint("{transposed-conv: {out: 4}}"))
        .isEqualTo(fingerprint("{transposed-conv: {out: 4, padding: 1}}"))
        .isNotEqualTo(fingerprint("{transposed-conv: {out: 4, padding: [0, 0, 2, 2]}}"));
  }

  @Test
  void theBlockSaysWhatIsWrong() {
    assertThatThrownBy(() -> fingerprint("{conv: {out: 4, depth-kernel: 3}}"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("the input 1x8x6x6 has no depth");
    assertThatThrownBy(() -> fingerprint("{transposed-conv: {out: 4, groups: 3}}"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("3 does not divide 8");
    assertThatThrownBy(() -> graph("{channels: 8, length: 16}", "{conv: {out: 4, kernel: 1x7}}"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("found 1x7 for a sequence");
    assertThatThrownBy(() -> graph("{channels: 8, length: 16, width: 3}", "{conv: {out: 4}}"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("found beside depth, height or width");
  }

  private static Fingerprint fingerprint(String block) {
    return Fingerprint.of(graph("[1, 8, 6, 6]", block));
  }

  private static Graph graph(String input, String block) {
    Spec spec = Spec.parse("test.yaml", "input: " + input + "\nlayers:\n  - " + block + "\n");
    return spec.graph(spec.designs().findFirst().orElseThrow());
  }

  private static long learned(Graph graph) {
    return graph.nodes().stream()
        .flatMap(node -> node.parameters().stream())
        .filter(ParameterSlot::trainable)
        .mapToLong(slot -> slot.shape().elements())
        .sum();
  }
}
