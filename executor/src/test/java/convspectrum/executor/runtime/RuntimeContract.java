package convspectrum.executor.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import convspectrum.spec.tensor.SeededWeights;
import convspectrum.spec.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the programs of every production runtime do with inputs and outputs. */
public abstract class RuntimeContract {
  /** The runtime. */
  protected abstract InferenceRuntime runtime();

  @Test
  public void everyRunReadsItsInputsAnew() {
    GraphBuilder builder = new GraphBuilder("double");
    Shape pair = Shape.of(2);
    Graph graph = builder.build(builder.add("y", new Op.Scale(2), builder.input("x", pair)));
    List<Tensor> outputs = Signature.of(graph).newOutputs();
    Tensor input = Tensor.of(pair, new float[] {1, 2});
    try (Program program = compile(graph, 2)) {
      program.run(List.of(input), outputs);
      assertThat(outputs.getFirst().data()).containsExactly(2, 4);
      input.data()[0] = 5;
      program.run(List.of(input), outputs);
      assertThat(outputs.getFirst().data()).containsExactly(10, 4);
      assertThatThrownBy(() -> program.run(List.of(), outputs))
          .isInstanceOf(ShapeException.class)
          .hasMessage("0 input tensors; expected 1");
    }
  }

  @Test
  public void outputsKeepTheirOrderEvenInputsAndRepeatedOnes() {
    GraphBuilder builder = new GraphBuilder("outputs");
    Shape one = Shape.of(1);
    Node unused = builder.input("unused", Shape.of(3));
    Node x = builder.input("x", one);
    Node y = builder.add("y", new Op.Scale(2), x);
    Node z = builder.add("z", new Op.Scale(3), x);
    Graph graph = builder.build(z, y, x, z, unused);
    List<Tensor> outputs = Signature.of(graph).newOutputs();
    try (Program program = compile(graph, 1)) {
      program.run(List.of(Tensor.zeros(Shape.of(3)), Tensor.of(one, new float[] {1})), outputs);
    }
    assertThat(outputs.stream().map(tensor -> tensor.data()[0]))
        .containsExactly(3f, 2f, 1f, 3f, 0f);
  }

  private Program compile(Graph graph, int threads) {
    return runtime().compile(graph, new SeededWeights(1), new RunOptions(threads));
  }
}
