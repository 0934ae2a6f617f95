package convspectrum.spec.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeededInputsTest {
  @Test
  void equalSeedsGiveEqualValuesAndEveryInputItsOwn() {
    Graph graph = twoInputs(Shape.of(1, 3, 50, 50));
    List<Tensor> first = SeededInputs.of(graph, 1);
    assertThat(first.get(0).data()).containsExactly(SeededInputs.of(graph, 1).get(0).data());
    assertThat(first.get(0).data()).isNotEqualTo(SeededInputs.of(graph, 2).get(0).data());
    assertThat(first.get(0).data()).isNotEqualTo(first.get(1).data());
  }

  @Test
  void valuesAreStandardNormal() {
    float[] values = normal(Shape.of(100_000)).data();
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      sum += value;
      squares += value * value;
    }
    // Five standard errors: 5 / sqrt(n), and sqrt(2) times that.
    assertThat(sum / values.length).isCloseTo(0, within(0.016));
    assertThat(squares / values.length).isCloseTo(1, within(0.023));
  }

  private static Tensor normal(Shape shape) {
    return SeededInputs.of(twoInputs(shape), 1).getFirst();
  }

  private static Graph twoInputs(Shape shape) {
    GraphBuilder builder = new GraphBuilder("sum");
    Node a = builder.input("a", shape);
    Node b = builder.input("b", shape);
    return builder.build(builder.add("sum", new Op.Add(), a, b));
  }
}
