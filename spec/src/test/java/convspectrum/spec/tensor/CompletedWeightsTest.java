package convspectrum.spec.tensor;

import static convspectrum.spec.graph.ParameterSlot.BIAS;
import static convspectrum.spec.graph.ParameterSlot.WEIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import org.junit.jupiter.api.Test;

class CompletedWeightsTest {
  private final GraphBuilder builder = new GraphBuilder("g");
  private final Node layer =
      builder.add("layer", new Op.Linear(2, true), builder.input("x", Shape.of(1, 1)));
  private final Weights stored =
      new Weights() {
        @Override
        public boolean holds(Node node, ParameterSlot slot) {
          return slot.role().equals(WEIGHT);
        }

        @Override
        public Tensor get(Node node, ParameterSlot slot) {
          return Tensor.of(Shape.of(2, 1), new float[] {3, 4});
        }
      };

  @Test
  void whatTheFirstHoldsIsItsOwn() {
    Weights weights = stored.orElse(new SeededWeights(1));
    assertThat(weights.get(layer, WEIGHT).data()).containsExactly(3, 4);
  }

  @Test
  void whatItDoesNotHoldIsTheOthers() {
    Weights weights = stored.orElse(new SeededWeights(1));
    assertThat(weights.get(layer, BIAS).data())
        .isEqualTo(new SeededWeights(1).get(layer, BIAS).data());
  }

  @Test
  void theyHoldWhatEitherDoes() {
    assertThat(layer.parameters())
        .allMatch(slot -> stored.orElse(new SeededWeights(1)).holds(layer, slot));
    assertThat(layer.parameters().stream().map(slot -> stored.holds(layer, slot)))
        .containsExactly(true, false);
    assertThat(layer.parameters().stream().map(slot -> stored.orElse(stored).holds(layer, slot)))
        .containsExactly(true, false);
  }
}
