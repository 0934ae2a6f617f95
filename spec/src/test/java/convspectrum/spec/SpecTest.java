package convspectrum.spec;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.spec.expression.NearestDivisor;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.parameter.Design;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpecTest {
  private static final Path EXAMPLE = Path.of("../examples/spectrum.yaml");

  @Test
  void theExampleHasTheSixteenDivisorsOf728() {
    Spec spec = Spec.read(EXAMPLE);
    assertThat(spec.name()).isEqualTo("xception-middle");
    assertThat(spec.parameters().getFirst().listed())
        .isEqualTo("1, 2, 4, 7, 8, 13, 14, 26, 28, 52, 56, 91, 104, 182, 364, 728");
    assertThat(spec.designs()).hasSize(16).doesNotHaveDuplicates();
    assertThat(spec.references()).containsExactly("regular");
  }

  @Test
  void segmentsAreTheGroupsOfTheSpatialConvolution() {
    Spec spec = Spec.read(EXAMPLE);
    Design design = spec.design(Map.of("segments", "8"));
    Graph graph = spec.graph(design);
    assertThat(design).hasToString("segments=8");
    assertThat(graph.nodes())
        .extracting(node -> node.name())
        .containsExactly("input", "layers.0.pointwise", "layers.0.spatial");
    assertThat(graph.nodes().get(2).op())
        .isInstanceOfSatisfying(Op.Conv.class, conv -> assertThat(conv.groups()).isEqualTo(8));
    assertThat(graph.nodes().get(2).origin().path()).isEqualTo("layers[0]");
    assertThat(graph.nodes().get(2).origin().block()).isEqualTo("segmented");
    assertThat(spec.reference("regular", design).outputs().getFirst().shape())
        .hasToString("1x728x19x19");
    assertThat(List.of(spec.graph(design).nodes().get(1).op()))
        .containsExactly(graph.nodes().get(1).op());
  }

  /**
   * Of 6 channels 4 segments are 3, of 10 they are 5; a reference and a case not taken count not.
   */
  @Test
  void whatNearestDivisorMadeOfWhatWasAskedForCanBeAsked() {
    Spec spec =
        Spec.parse(
            "net.yaml",
            """
            input: {channels: 6, height: 4, width: 4}
            parameters:
              segments: [4, depthwise]
              extra: [no-more, more]
              fixed: $(nearest_divisor(segments, 8))
            references:
              other: [segmented: {out: 6, segments: "$(nearest_divisor(segments, 9))"}]
            layers:
              - segmented: {out: 6, segments: "$(nearest_divisor(segments, in))"}
              - segmented: {out: 6, segments: "$(nearest_divisor(segments, in))"}
              - switch: $extra
                cases:
                  no-more: [identity]
                  more: [conv: {out: 8, groups: "$(nearest_divisor(fixed, 2))"}]
            """);
    assertThat(spec.nearestDivisors(spec.defaults(), Optional.empty()))
        .containsExactly(new NearestDivisor("4", 6, 3));
    assertThat(spec.nearestDivisors(spec.design(Map.of("extra", "more")), Optional.empty()))
        .containsExactly(
            new NearestDivisor("4", 6, 3),
            new NearestDivisor("4", 8, 4),
            new NearestDivisor("4", 2, 2));
    assertThat(
            spec.nearestDivisors(
                spec.design(Map.of("segments", "depthwise")), Optional.of(Shape.of(1, 6, 9, 9))))
        .containsExactly(new NearestDivisor("depthwise", 6, 6));
  }
}
