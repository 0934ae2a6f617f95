package convspectrum.spec.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeededInputsTest {
  @Test
  void idsAreRowsOfTheSmallestTableThatTheyName() {
    GraphBuilder builder = new GraphBuilder("embeddings");
    Node ids = builder.input("ids", new Op.Input(Shape.of(1, 500), true));
    Node mask = builder.input("mask", new Op.Input(Shape.of(1, 500), true));
    Node flat = builder.add("flat", new Op.Reshape(Shape.of(500)), ids);
    Node large = builder.add("large", new Op.Constant(Shape.of(50, 4), true));
    Node small = builder.add("small", new Op.Constant(Shape.of(4, 30), true));
    Node rows = builder.add("rows", new Op.Gather(0), large, ids);
    Node columns = builder.add("columns", new Op.Gather(1), small, flat);
    Graph graph = builder.build(rows, columns, mask);
    List<Tensor> inputs = SeededInputs.of(graph, 3);
    List<Integer> seen = new ArrayList<>();
    for (float id : inputs.get(0).data()) {
      assertThat(id).isEqualTo((float) (int) id).isBetween(0f, 29f);
      seen.add((int) id);
    }
    // All 30 rows among 500 ids, but for a chance of 30 · (29/30)^500 = 1.3e-6.
    assertThat(seen.stream().distinct()).hasSize(30);
    assertThat(inputs.get(1).data()).contains(0, 1);
    for (float truth : inputs.get(1).data()) {
      assertThat(truth).isIn(0f, 1f);
    }
    assertThat(AllowedIntegers.places(graph, ids)).hasValue(30);
    assertThat(AllowedIntegers.places(graph, mask)).isEmpty();
  }

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
