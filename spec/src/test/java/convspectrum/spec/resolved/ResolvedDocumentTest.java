package convspectrum.spec.resolved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.spec.Spec;
import convspectrum.spec.canonical.Fingerprint;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.parameter.Design;
import convspectrum.spec.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ResolvedDocumentTest {
  private static final Path EXAMPLES = Path.of("../examples");

  @Test
  void designsOfEveryExampleDenoteTheSameGraph() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(EXAMPLES)) {
      files = found.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThanOrEqualTo(5);
    int designs = 0;
    for (Path file : files) {
      designs += roundTrips(Spec.read(file), 40);
    }
    // 16 + 33 + 32 + 15, and 40 of the 15,625 of NAS-Bench-201.
    assertThat(designs).isGreaterThanOrEqualTo(100);
  }

  @Test
  void designsOfTheManualsExamplesDenoteTheSameGraph() throws IOException {
    String manual = Files.readString(Path.of("../docs/spec-language.md"));
    List<String> examples =
        Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
            .matcher(manual)
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(examples).hasSizeGreaterThanOrEqualTo(9);
    int designs = 0;
    for (String example : examples) {
      designs += roundTrips(Spec.parse("manual.yaml", example), 300);
    }
    assertThat(designs).isGreaterThan(300);
  }

  @Test
  void networksOfTheZooDenoteTheSameGraph() {
    int designs = 0;
    for (String name : Zoo.names()) {
      Spec spec = Zoo.spec(name);
      requireSame(spec, spec.defaults());
      designs++;
      for (int i = 0; i < spec.parameters().size(); i++) {
        int last = spec.parameters().get(i).size() - 1;
        requireSame(spec, spec.defaults().with(i, last));
        designs++;
      }
    }
    assertThat(designs).isGreaterThan(40);
  }

  /** Compares up to {@code most} designs, spread over the space. */
  private static int roundTrips(Spec spec, int most) {
    List<Design> designs = spec.designs().toList();
    int step = Math.max(1, designs.size() / most);
    int count = 0;
    for (int i = 0; i < designs.size(); i += step) {
      requireSame(spec, designs.get(i));
      count++;
    }
    return count;
  }

  private static Spec requireSame(Spec spec, Design design) {
    String yaml = spec.yaml(design);
    Spec single = Spec.parse("single.yaml", yaml);
    assertThat(single.parameters()).as(yaml).isEmpty();
    assertThat(single.name()).isEqualTo(spec.name());
    Graph expected = spec.graph(design);
    Graph found = single.graph(single.defaults());
    assertThat(ops(found)).as("%s in%n%s", design, yaml).isEqualTo(ops(expected));
    assertThat(Fingerprint.of(found)).as(yaml).isEqualTo(Fingerprint.of(expected));
    assertThat(single.yaml(single.defaults())).as("written again").isEqualTo(withoutComment(yaml));
    return single;
  }

  private static String withoutComment(String yaml) {
    return yaml.startsWith("#") ? yaml.substring(yaml.indexOf('\n') + 1) : yaml;
  }

  /** What every node does to which; ops hold every number that parameters and MACs come of. */
  private static List<String> ops(Graph graph) {
    return graph.nodes().stream()
        .map(node -> node.op() + " of " + node.inputs().stream().map(Node::index).toList())
        .toList();
  }

  @Test
  void theSpectrumAtEightSegments() {
    Spec spec = Spec.read(EXAMPLES.resolve("spectrum.yaml"));
    assertThat(spec.yaml(spec.design(Map.of("segments", "8"))))
        .isEqualTo(
            """
            # One design of xception-middle: segments=8
            name: xception-middle
            about: One Xception middle-flow layer, across the whole spectrum.
            input: {channels: 728, height: 19, width: 19}
            layers:
              - segmented: {out: 728, kernel: 3, segments: 8}
            """);
  }

  @Test
  void edgesOfACellAreWrittenOutAndTheCellStays() {
    Spec spec = Spec.read(EXAMPLES.resolve("nasbench201.yaml"));
    Design design =
        spec.design(Map.of("op_1_0", "skip", "op_2_0", "conv-1x1", "op_3_2", "average-pool-3x3"));
    String yaml = withoutComment(spec.yaml(design));
    assertThat(yaml)
        .contains("  - {identity: null, as: n1}\n")
        .contains("- repeat:\n")
        .contains("use: cell")
        .doesNotContain("switch", "edge", "op_");
    assertThat(yaml.lines().count()).isLessThan(70);
  }

  @Test
  void repetitionsThatChooseDifferentlyAreWrittenOut() {
    Spec spec =
        Spec.parse(
            "net.yaml",
            """
            input: [1, 8, 16, 16]
            layers:
              - repeat:
                  times: 4
                  body:
                    - conv: {out: 8, kernel: {choose: [3, 5]}}
                    - activation: relu
            """);
    String site = ".body[0].conv.kernel";
    Design design =
        spec.design(Map.of("layers[0].repeat[1]" + site, "5", "layers[0].repeat[2]" + site, "5"));
    requireSame(spec, design);
    assertThat(withoutComment(spec.yaml(design)))
        .isEqualTo(
            """
            name: net
            input: [1, 8, 16, 16]
            layers:
              - conv: {out: 8, kernel: 3}
              - activation: relu
              - repeat:
                  times: 2
                  body:
                    - conv: {out: 8, kernel: 5}
                    - activation: relu
              - conv: {out: 8, kernel: 3}
              - activation: relu
            """);
    assertThat(spec.yaml(spec.defaults())).contains("times: 4");
  }

  @Test
  void formulasKeepWhatComesInAndLoseParameters() {
    Spec spec =
        Spec.parse(
            "net.yaml",
            """
            input: [1, 8, 16, 16]
            parameters:
              width: [0.5, -2]
              kind: [wide, narrow]
              twice: $(2 * width)
            layers:
              - conv: {out: "$(max(in * width, 2) if kind == 'wide' else in - twice)"}
              - pointwise: {out: $(64 * abs)}
            """
                .replace("64 * abs", "floor(64 * 0.5)"));
    assertThat(spec.yaml(spec.defaults()))
        .contains("{out: '$(max(in * 0.5, 2) if ''wide'' == ''wide'' else in - 1.0)'}")
        .contains("- pointwise: {out: 32}");
    Design other = spec.design(Map.of("width", "-2", "kind", "narrow"));
    assertThat(spec.yaml(other)).contains("max(in * (-2), 2)").contains("in - (-4)");
    requireSame(spec, spec.defaults());
    requireSame(spec, other);
  }

  @Test
  void namesOfOwnBlocksHideParametersOnlyInside() {
    Spec spec =
        Spec.parse(
            "net.yaml",
            """
            input: [1, 8, 16, 16]
            parameters:
              c: [4, 6]
              double: $(2 * c)
            blocks:
              unit:
                parameters: [c, {d: $(c + 1)}]
                body:
                  - conv: {out: $c}
                  - conv: {out: $double}
                  - conv: {out: $d}
              pick:
                parameters: [kind, {c: $c}]
                body:
                  - switch: $kind
                    cases:
                      a: [{use: unit, with: {c: $(in + 1)}, as: x}, {add: , from: [x, x]}]
                      b: [{use: unit, with: {c: $c}}]
            layers:
              - {use: pick, with: {kind: a}}
              - {use: pick, with: {kind: b, c: 3}, as: y}
              - {use: unit, with: {c: {choose: [5, 7]}}, from: y}
            """);
    assertThat(roundTrips(spec, 10)).isEqualTo(4);
    Graph graph = spec.graph(spec.defaults());
    // unit(9), its sum, unit(3), unit(5): the second convolution is twice the document's c.
    assertThat(
            graph.nodes().stream()
                .filter(node -> node.op() instanceof Op.Conv)
                .map(node -> node.shape().channels()))
        .containsExactly(9, 8, 10, 3, 8, 4, 5, 8, 6);
  }

  @Test
  void anotherInputShapeIsWritten() {
    Spec spec = Spec.read(EXAMPLES.resolve("spectrum.yaml"));
    Shape shape = Shape.of(1, 728, 7, 9);
    Spec single = Spec.parse("single.yaml", spec.yaml(spec.defaults(), Optional.of(shape)));
    assertThat(single.input(single.defaults())).isEqualTo(shape);
  }

  @Test
  void aDesignWithoutAGraphIsRefusedByName() {
    Spec spec =
        Spec.parse(
            "net.yaml",
            """
            input: [1, 8, 16, 16]
            parameters: {groups: [1, 3]}
            layers: [conv: {out: 8, groups: $groups}]
            """);
    assertThatThrownBy(() -> spec.yaml(spec.design(Map.of("groups", "3"))))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("(in design groups=3)");
  }

  @Test
  void hostileTextsStayWhatTheyAre() {
    Spec spec =
        Spec.parse(
            "net.yaml",
            """
            name: "a: b # c d {e} \\u2028 'f' \\"g\\""
            about: '$$ 0x10'
            source: "null"
            input: [1, 8, 16, 16]
            parameters: {"on": ["yes", "12", "a, b: [c]"]}
            layers: [{switch: $on, cases: {"yes": [flatten], "12": [identity], "a, b: [c]": [zero]}}]
            """);
    assertThat(roundTrips(spec, 10)).isEqualTo(3);
    Spec single = Spec.parse("x.yaml", spec.yaml(spec.defaults()));
    assertThat(single.name()).isEqualTo(spec.name());
    assertThat(single.source()).isEqualTo(spec.source());
  }
}
