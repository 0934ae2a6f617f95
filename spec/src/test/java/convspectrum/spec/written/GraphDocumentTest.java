package convspectrum.spec.written;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.spec.Spec;
import convspectrum.spec.canonical.Fingerprint;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.UnaryFunction;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A graph that is written as a spec and read again is the same function. */
class GraphDocumentTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"mobilenet-block", "inception", "xception-middle", "spectrum", "nasbench201"})
  void examplesComeBack(String example) {
    Spec spec = Spec.read(Path.of("../examples/" + example + ".yaml"));
    assertComesBack(spec.graph(spec.designs().findFirst().orElseThrow()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{transposed-conv: {out: 6, kernel: 3, padding: 1, output-padding: 1, bias: true}}",
        "{transposed-conv: {out: 8, kernel: 2x4, stride: 2, groups: 4, norm: batch}}",
        "{conv: {out: 8, kernel: 3x5, padding: same-tf, stride: 2, activation: leaky-relu}}",
        "{conv: {out: 8, norm: layer, activation: {function: clip, beta: 3}}}",
        "{pool: {kind: average, kernel: 3, stride: 2, ceil: true}}",
        "{upsample: {factor: 2, mode: bilinear}}",
        "{residual: {body: [conv: {out: 8}], scale: 0.5}}",
        "{split: {of: [[conv: {out: 4}], [identity]]}}",
        "{inverted-residual: {out: 8, squeeze-excite: 0.25}}"
      })
  void blocksComeBack(String block) {
    assertComesBack(graph("[2, 8, 9, 12]", block));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{conv: {out: 8, kernel: 5, stride: 2, groups: 2}}",
        "{transposed-conv: {out: 4, padding: valid, stride: 3}}",
        "global-pool"
      })
  void sequencesAndVolumesComeBack(String block) {
    assertComesBack(graph("{channels: 4, length: 20}", block));
    assertComesBack(graph("{channels: 4, depth: 6, height: 7, width: 8}", block));
  }

  @Test
  void whatTheLanguageHasNoBlockForIsNamed() {
    GraphBuilder builder = new GraphBuilder("sine");
    Node x = builder.input("x", Shape.of(1, 4));
    Node sine = builder.add("wave", new Op.Unary(UnaryFunction.SIN), x);
    assertThatThrownBy(() -> GraphDocument.of(builder.build(sine)))
        .isInstanceOf(NoBlockException.class)
        .hasMessage(
            "the spec language has no block for node 'wave' (Unary of 1x4); it has blocks for 0 of 1 nodes, not: Unary");
    assertThatThrownBy(() -> GraphDocument.of(builder.build(x, sine)))
        .hasMessage("1 inputs and 2 outputs; a spec has one of each");
  }

  private static Graph graph(String input, String block) {
    Spec spec = Spec.parse("test.yaml", "input: " + input + "\nlayers:\n  - " + block + "\n");
    return spec.graph(spec.designs().findFirst().orElseThrow());
  }

  private static void assertComesBack(Graph graph) {
    String text = GraphDocument.of(graph);
    Spec spec = Spec.parse("written.yaml", text);
    Graph read = spec.graph(spec.designs().findFirst().orElseThrow());
    assertThat(Fingerprint.of(read)).as(text).isEqualTo(Fingerprint.of(graph));
    assertThat(read.name()).isEqualTo(graph.name());
  }
}
