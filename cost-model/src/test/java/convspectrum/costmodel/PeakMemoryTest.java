package convspectrum.costmodel;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.spec.composite.TransposedConv;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import org.junit.jupiter.api.Test;

class PeakMemoryTest {
  private static final Op RELU = Op.Activation.of(ActivationFunction.RELU);

  private final GraphBuilder builder = new GraphBuilder("memory");
  private final Node input = builder.input("input", Shape.of(1, 1, 10, 10));

  @Test
  void aChainHoldsTwoTensors() {
    Node x = input;
    for (int i = 0; i < 5; i++) {
      x = builder.add("relu", RELU, x);
    }
    assertThat(PeakMemory.elements(builder.build(x))).isEqualTo(200);
  }

  /** The 85 nodes that the op was read as held 17.0 MB. */
  @Test
  void aDecoderHoldsWhatItsReluReadsAndWrites() {
    GraphBuilder decoder = new GraphBuilder("decoder");
    Node up =
        decoder.add(
            "up",
            TransposedConv.of(32, Window.square(4, 2, 1), 0, 1, true),
            decoder.input("input", Shape.of(1, 64, 32, 32)));
    Node relu = decoder.add("relu", RELU, up);
    assertThat(up.shape()).isEqualTo(Shape.of(1, 32, 64, 64));
    assertThat(PeakMemory.elements(decoder.build(relu)) * Float.BYTES).isEqualTo(1_048_576);
    long moved =
        MemoryTraffic.read(up) + MemoryTraffic.parametersRead(up) + MemoryTraffic.written(up);
    assertThat(moved * Float.BYTES).isEqualTo(917_632);
  }

  @Test
  void aShortcutIsHeldUntilTheSum() {
    Node y = builder.add("wide", new Op.Conv(3, Window.same(1), 1, false), input);
    y = builder.add("relu", RELU, y);
    y = builder.add("narrow", new Op.Conv(1, Window.same(1), 1, false), y);
    // input 100, and 300 before and after the ReLU
    assertThat(PeakMemory.elements(builder.build(builder.add("sum", new Op.Add(), y, input))))
        .isEqualTo(700);
  }

  @Test
  void branchesAddUpAtTheConcat() {
    Node a = builder.add("a", RELU, input);
    Node b = builder.add("b", Op.Activation.of(ActivationFunction.TANH), input);
    // a, b and their concat; the input is freed after b
    assertThat(PeakMemory.elements(builder.build(builder.add("join", new Op.Concat(1), a, b))))
        .isEqualTo(400);
  }

  @Test
  void viewsKeepWhatTheyViewAlive() {
    Node view = builder.add("flat", new Op.Reshape(Shape.of(1, 100)), input);
    Node a = builder.add("a", RELU, input);
    Node b = builder.add("b", RELU, a);
    Node flat = builder.add("flat", new Op.Reshape(Shape.of(1, 100)), b);
    assertThat(PeakMemory.elements(builder.build(builder.add("sum", new Op.Add(), flat, view))))
        .isEqualTo(300);
  }

  @Test
  void outputsStayAndDeadNodesGo() {
    Node a = builder.add("a", RELU, input);
    builder.add("dead", RELU, a);
    Node b = builder.add("b", RELU, a);
    Node c = builder.add("c", RELU, b);
    // a stays as an output while b becomes c
    assertThat(PeakMemory.elements(builder.build(a, c))).isEqualTo(300);
  }

  @Test
  void allInputsAreThereFromTheStartAndConstantsAreNone() {
    Node late = builder.input("late", Shape.of(1, 1, 10, 10));
    Node constant = builder.add("constant", new Op.Constant(Shape.of(1000, 1, 1), true));
    Node a = builder.add("a", RELU, input);
    Node b = builder.add("b", new Op.GlobalPool(PoolKind.MAX), a);
    Node sum = builder.add("sum", new Op.Add(), b, late);
    assertThat(
            PeakMemory.elements(builder.build(sum, builder.add("k", new Op.Identity(), constant))))
        .isEqualTo(300);
  }

  @Test
  void aLongChainIsLinear() {
    Node x = input;
    for (int i = 0; i < 100_000; i++) {
      x = builder.add("relu", RELU, x);
    }
    assertThat(PeakMemory.elements(builder.build(x))).isEqualTo(200);
  }
}
