package convspectrum.executor.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.executor.runtime.NodeTime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.UnsupportedGraphException;
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

class ReferenceProgramTest {
  private static final Shape PAIR = Shape.of(2);

  @Test
  void aValueReadTwiceAndGivenOutStaysUntilTheEnd() {
    GraphBuilder builder = new GraphBuilder("shared");
    Node x = builder.input("x", PAIR);
    Node doubled = builder.add("doubled", new Op.Scale(2), x);
    Node sum = builder.add("sum", new Op.Add(), doubled, doubled, x);
    Graph graph = builder.build(sum, doubled, x, sum);
    List<Tensor> outputs =
        List.of(Tensor.zeros(PAIR), Tensor.zeros(PAIR), Tensor.zeros(PAIR), Tensor.zeros(PAIR));
    try (Program program = compile(graph)) {
      program.run(List.of(Tensor.of(PAIR, new float[] {1, 10})), outputs);
    }
    assertThat(outputs.get(0).data()).containsExactly(5, 50);
    assertThat(outputs.get(1).data()).containsExactly(2, 20);
    assertThat(outputs.get(2).data()).containsExactly(1, 10);
    assertThat(outputs.get(3).data()).containsExactly(5, 50);
  }

  @Test
  void profileNamesEveryNodeInOrder() {
    GraphBuilder builder = new GraphBuilder("chain");
    Node first = builder.add("first", new Op.Scale(2), builder.input("x", PAIR));
    Graph graph = builder.build(builder.add("second", new Op.Identity(), first));
    try (Program program = compile(graph)) {
      List<NodeTime> times = program.profile(List.of(Tensor.zeros(PAIR)));
      assertThat(times).extracting(NodeTime::node).containsExactly("first", "second");
      assertThat(times).extracting(NodeTime::op).containsExactly("Scale", "Identity");
      assertThat(times).allMatch(time -> time.nanos() > 0);
    }
  }

  @Test
  void tensorsOfAnotherShapeAreRefused() {
    GraphBuilder builder = new GraphBuilder("identity");
    Graph graph = builder.build(builder.add("y", new Op.Identity(), builder.input("x", PAIR)));
    Tensor three = Tensor.zeros(Shape.of(3));
    Tensor two = Tensor.zeros(PAIR);
    try (Program program = compile(graph)) {
      assertThatThrownBy(() -> program.run(List.of(three), List.of(two)))
          .isInstanceOf(ShapeException.class)
          .hasMessage("input 0 is 3; expected 2");
      assertThatThrownBy(() -> program.run(List.of(two), List.of()))
          .hasMessage("0 output tensors; expected 1");
    }
  }

  @Test
  void whatCannotFitIsRefusedBeforeItIsAllocated() {
    GraphBuilder builder = new GraphBuilder("huge");
    Node x = builder.input("x", Shape.of(1, 1, 50_000, 50_000));
    Graph huge = builder.build(builder.add("y", new Op.Identity(), x));
    assertThatThrownBy(() -> compile(huge))
        .isInstanceOf(UnsupportedGraphException.class)
        .hasMessage(
            "x: 1x1x50000x50000 has 2500000000 elements;"
                + " the reference runtime holds at most 2147483639 in one tensor");
    GraphBuilder small = new GraphBuilder("small");
    Node in = small.input("x", Shape.of(1 << 20));
    Graph graph = small.build(small.add("y", new Op.Identity(), in));
    assertThatThrownBy(
            () -> ReferenceProgram.requireMemory(graph, new int[] {1, 2}, (8L << 20) - 1))
        .hasMessage(
            "small needs 8 MB for weights and values, the Java heap has 7 MB;"
                + " give it more with -Xmx");
    ReferenceProgram.requireMemory(graph, new int[] {1, 2}, 8L << 20);
  }

  private static Program compile(Graph graph) {
    return new ReferenceRuntime().compile(graph, new SeededWeights(1), RunOptions.SINGLE_THREAD);
  }
}
