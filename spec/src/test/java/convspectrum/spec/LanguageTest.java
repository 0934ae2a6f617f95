package convspectrum.spec;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.parameter.Design;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each feature of the language, on networks small enough to be worked out by hand. */
class LanguageTest {
  @Test
  void valuesAreComputedFromParametersAndFromWhatComesIn() {
    Spec spec =
        spec(
            """
            parameters: {width: [1.0, 0.5], c: $(round8(64 * width)), kernels: [[3, 5], 3]}
            """,
            "- {conv: {out: $c}, as: stem}",
            "- depthwise: {kernels: $kernels}",
            "- pointwise: {out: $(in / 2)}",
            "- pointwise: {out: $(in_height * 2)}");
    assertThat(names(spec.graph(spec.defaults())))
        .containsExactly(
            "input",
            "layers.stem.conv",
            "layers.1.spatial.0.slice",
            "layers.1.spatial.0.conv",
            "layers.1.spatial.1.slice",
            "layers.1.spatial.1.conv",
            "layers.1.spatial.concat",
            "layers.2.pointwise",
            "layers.3.pointwise");
    assertThat(channels(spec.graph(spec.design(Map.of("width", "0.5", "kernels", "3")))))
        .containsExactly(8, 32, 32, 16, 16);
  }

  @Test
  void aParameterHasItsDefaultAndItsTextAsWritten() {
    Spec spec =
        spec(
            """
            parameters:
              a: {values: [1.0, 0.5], default: 0.5}
              b: {powers-of: 2, up-to: 20}
              c: {range: [0.25, 1, 0.25]}
              d: {divisors-of: 12}
            """,
            "- identity");
    assertThat(spec.parameters())
        .extracting(parameter -> parameter.listed())
        .containsExactly(
            "1.0, 0.5", "1, 2, 4, 8, 16", "0.25, 0.50, 0.75, 1.00", "1, 2, 3, 4, 6, 12");
    assertThat(spec.defaults()).hasToString("a=0.5, b=1, c=0.25, d=1");
  }

  @Test
  void aChoiceInARepeatIsOnePerRepetition() {
    Spec spec =
        spec(
            "parameters: {times: [1, 2]}",
            "- repeat: {times: $times, body: [repeat: {times: 2, body: [pointwise: {out:"
                + " {choose: [8, 16]}}]}]}");
    assertThat(spec.parameters())
        .extracting(parameter -> parameter.name())
        .containsExactly(
            "times",
            "layers[0].repeat[0].body[0].repeat[0].body[0].pointwise.out",
            "layers[0].repeat[0].body[0].repeat[1].body[0].pointwise.out",
            "layers[0].repeat[1].body[0].repeat[0].body[0].pointwise.out",
            "layers[0].repeat[1].body[0].repeat[1].body[0].pointwise.out");
    // Once: 2², twice: 2⁴; what the first does not read does not vary.
    List<Design> designs = spec.designs().toList();
    assertThat(designs).hasSize(20).doesNotHaveDuplicates();
    Design design = spec.defaults().with(0, 1).with(2, 1).with(3, 1);
    assertThat(channels(spec.graph(design))).containsExactly(8, 8, 16, 16, 8);
    assertThat(spec.canonical(spec.defaults().with(3, 1))).isEqualTo(spec.defaults());
  }

  @Test
  void aChoiceThatIsNotReadDoesNotVary() {
    Spec spec =
        spec(
            "",
            "- choose: [{conv: {out: {choose: [4, 8, 16]}}}, identity, [zero, dropout: {choose:"
                + " [0.1, 0.2]}]]");
    assertThat(spec.parameters().getFirst().listed())
        .isEqualTo(
            "conv: {out: {choose: [4, 8, 16]}}, identity, [zero, dropout: {choose: [0.1, 0.2]}]");
    assertThat(spec.designs()).hasSize(3 + 1 + 2).doesNotHaveDuplicates();
    assertThat(spec.designs().map(design -> names(spec.graph(design)).getLast()).distinct())
        .containsExactly("layers.0.0.conv", "layers.0.0.identity", "layers.0.1.0.dropout");
  }

  @Test
  void ownBlocksHaveParametersAndShareTheirChoices() {
    Spec spec =
        spec(
            """
            blocks:
              cell:
                parameters: [c, {half: $(c / 2)}]
                body: [pointwise: {out: $half}, conv: {out: $c, kernel: {choose: [1, 3]}}]
            """,
            "- {use: cell, with: {c: 16}}",
            "- {use: cell, with: {c: 32, half: 4}}");
    assertThat(spec.parameters())
        .singleElement()
        .satisfies(
            parameter -> assertThat(parameter.name()).isEqualTo("blocks.cell.body[1].conv.kernel"));
    Graph graph = spec.graph(spec.space().first().with(0, 1));
    assertThat(channels(graph)).containsExactly(8, 8, 16, 4, 32);
    assertThat(kernels(graph)).containsExactly(1, 3, 1, 3);
    assertThat(graph.nodes().get(2).origin().path()).isEqualTo("layers[0]");
    assertThat(graph.nodes().get(2).origin().block()).isEqualTo("cell");
  }

  @Test
  void wiringTakesAndJoinsNamedResults() {
    Spec spec =
        spec(
            "",
            "- {pointwise: {out: 4}, as: a}",
            "- {pointwise: {out: 4}, from: input, as: b}",
            "- {identity: , from: [a, b], join: concat}",
            "- {add: , from: [a, b, a]}",
            "- {concat: , from: [a, input]}");
    Graph graph = spec.graph(spec.defaults());
    assertThat(channels(graph)).containsExactly(8, 4, 4, 8, 8, 4, 12);
    assertThat(graph.nodes().get(5).inputs())
        .extracting(Node::name)
        .containsExactly("layers.a.pointwise", "layers.b.pointwise", "layers.a.pointwise");
  }

  @Test
  void defaultsFillFieldsAndReachBlocksInsideBlocks() {
    Spec spec =
        spec(
            "defaults: {conv: {norm: batch, activation: relu}, norm: {epsilon: 0.001}}",
            "- conv: {out: 8}",
            "- conv: {out: 8, norm: none}",
            "- residual: {body: [conv: {out: 16}], shortcut: projection}");
    Graph graph = spec.graph(spec.defaults());
    assertThat(names(graph))
        .containsExactly(
            "input",
            "layers.0.conv",
            "layers.0.norm",
            "layers.0.activation",
            "layers.1.conv",
            "layers.1.activation",
            "layers.2.body.0.conv",
            "layers.2.body.0.norm",
            "layers.2.body.0.activation",
            "layers.2.shortcut.conv",
            "layers.2.shortcut.norm",
            "layers.2.add");
    assertThat(graph.nodes())
        .filteredOn(node -> node.op() instanceof Op.BatchNorm)
        .extracting(node -> ((Op.BatchNorm) node.op()).epsilon())
        .containsExactly(0.001, 0.001, 0.001);
  }

  @Test
  void switchPicksABodyByAParameter() {
    Spec spec =
        spec(
            "parameters: {op: [none, skip, conv]}",
            "- {switch: $op, cases: {none: [zero], skip: [identity], conv: [pointwise: {out: 8}]}}");
    assertThat(spec.designs().map(design -> names(spec.graph(design)).getLast()))
        .containsExactly("layers.0.0.zero", "layers.0.0.identity", "layers.0.0.pointwise");
  }

  @Test
  void casesAreFoundAsWrittenElseByValue() {
    Spec spec =
        spec(
            "parameters: {n: [1, 2.0], w: [0.50, 1.0], t: [True, false]}",
            "- {switch: $n, cases: {1.0: [zero], 2: [identity]}}",
            "- {switch: $w, cases: {0.5: [zero], 1: [identity]}}",
            "- {switch: $t, cases: {true: [zero], false: [identity]}}",
            "- {switch: $(2 * n), cases: {2: [zero], 4: [identity]}}",
            "- {switch: $(w / 2), cases: {'0.250': [zero], 0.5: [identity]}}");
    assertThat(names(spec.graph(spec.space().first())).stream().skip(1))
        .hasSize(5)
        .allMatch(name -> name.endsWith(".zero"));
    Design last = spec.design(Map.of("n", "2", "w", "1", "t", "false"));
    assertThat(names(spec.graph(last)).stream().skip(1))
        .hasSize(5)
        .allMatch(name -> name.endsWith(".identity"));
  }

  @Test
  void aComputedNameKeepsItsMeaningInsideAnOwnBlock() {
    Spec spec =
        spec(
            """
            parameters: {c: [4], double: $(2 * c)}
            blocks: {cell: {parameters: [c], body: [pointwise: {out: $(c + double)}]}}
            """,
            "- {use: cell, with: {c: 100}}");
    assertThat(channels(spec.graph(spec.defaults()))).containsExactly(8, 108);
  }

  @Test
  void segmentedInBothOrdersAndWithMixedKernels() {
    Spec spec =
        spec(
            "parameters: {order: [pointwise-first, spatial-first]}",
            "- segmented: {out: 16, segments: 2, order: $order, between: {norm: batch, activation:"
                + " elu}}",
            "- segmented: {out: 10, segments: depthwise, kernels: [3, 1x7, 5], shares: [2, 1, 1]}");
    // 8·16 + 16·16·9/2 + two norms' 16; 16·10 + 6·9 + 2·7 + 2·25 (10 in shares 5, 2, 2: 1 left).
    assertThat(Counting.params(spec.graph(spec.defaults())))
        .isEqualTo(128 + 1152 + 32 + 160 + 6 * 9 + 2 * 7 + 2 * 25);
    // 8·8·9/2 + two norms' 8 + 8·16.
    assertThat(Counting.params(spec.graph(spec.space().first().with(0, 1))))
        .isEqualTo(288 + 16 + 128 + 160 + 6 * 9 + 2 * 7 + 2 * 25);
    Graph graph = spec.graph(spec.defaults());
    assertThat(graph.outputs().getFirst().shape()).hasToString("1x10x8x8");
    assertThat(names(graph))
        .startsWith(
            "input",
            "layers.0.pointwise",
            "layers.0.between.norm",
            "layers.0.between.activation",
            "layers.0.spatial");
  }

  @Test
  void invertedResidualTakesItsRatioFromTheBlocksInput() {
    Spec spec = spec("", "- inverted-residual: {out: 8, expansion: 3, squeeze-excite: 0.25}");
    Graph graph = spec.graph(spec.defaults());
    // 8·24 + 24·9 + (24·2 + 2) + (2·24 + 24) + 24·8, norms 2·(24 + 24 + 8).
    assertThat(Counting.params(graph)).isEqualTo(192 + 216 + 50 + 72 + 192 + 112);
    assertThat(graph.outputs().getFirst().op()).isEqualTo(new Op.Add());
  }

  @Test
  void paddingRulesDifferWhereTheyShould() {
    Spec spec =
        spec(
            "",
            "- conv: {out: 1, stride: 2, padding: same-tf}",
            "- conv: {out: 1, kernel: [1, 3], padding: [0, 1]}",
            "- conv: {out: 1, kernel: 3, dilation: 2, padding: same}",
            "- conv: {out: 1, kernel: 2, padding: [0, 0, 1, 1]}",
            "- conv: {out: 1, kernel: 3, padding: valid}");
    Graph graph = spec.graph(spec.defaults());
    assertThat(graph.nodes().subList(1, 6))
        .extracting(node -> node.shape().toString())
        .containsExactly("1x1x4x4", "1x1x4x4", "1x1x4x4", "1x1x4x4", "1x1x2x2");
    assertThat(((Op.Conv) graph.nodes().get(1).op()).window().padding())
        .hasToString("Padding[top=0, left=0, bottom=1, right=1]");
  }

  @Test
  void aClassifierEndsInTokensOrFeatures() {
    Spec spec =
        spec(
            "",
            "- conv: {out: 6, kernel: 4, stride: 4, padding: valid, bias: true}",
            "- flatten: 2",
            "- transpose: [0, 2, 1]",
            "- norm: {kind: layer, axes: 2}",
            "- linear: 10");
    assertThat(spec.graph(spec.defaults()).outputs().getFirst().shape()).hasToString("1x4x10");
  }

  @Test
  void splitShuffleAndSliceDealWithChannels() {
    Spec spec =
        spec(
            "",
            "- split: {of: [[identity], [pointwise: {out: 6}]]}",
            "- shuffle: 2",
            "- slice: {from: 1, to: 5}",
            "- branches: {join: add, of: [[identity], [scale: {init: 1e-6}], [scale: 0.5]]}",
            "- upsample: {factor: 2, mode: bilinear}",
            "- pad: [1, 2]");
    Graph graph = spec.graph(spec.defaults());
    assertThat(graph.outputs().getFirst().shape()).hasToString("1x4x18x20");
    assertThat(Counting.params(graph)).isEqualTo(4 * 6 + 4);
  }

  @Test
  void anotherInputMayBeAsked() {
    Spec spec = spec("", "- conv: {out: 4, stride: 2}");
    assertThat(
            spec.graph(spec.defaults(), convspectrum.spec.graph.Shape.of(2, 3, 9, 9))
                .outputs()
                .getFirst()
                .shape())
        .hasToString("2x4x5x5");
  }

  private static Spec spec(String head, String... layers) {
    return Spec.parse(
        "test.yaml",
        "input: {channels: 8, height: 8, width: 8}\n"
            + head.strip()
            + "\nlayers:\n  "
            + String.join("\n  ", layers));
  }

  private static List<String> names(Graph graph) {
    return graph.nodes().stream().map(Node::name).toList();
  }

  private static List<Integer> channels(Graph graph) {
    return graph.nodes().stream()
        .filter(node -> !(node.op() instanceof Op.Slice))
        .map(node -> node.shape().channels())
        .toList();
  }

  private static List<Integer> kernels(Graph graph) {
    return graph.nodes().stream()
        .filter(node -> node.op() instanceof Op.Conv)
        .map(node -> ((Op.Conv) node.op()).window().kernelHeight())
        .toList();
  }
}
