package convspectrum.gradients.float32.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import convspectrum.executor.machine.FusedMultiplyAdd;
import convspectrum.executor.machine.VectorApi;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.gradients.batch.BatchPlan;
import convspectrum.gradients.batch.Observer;
import convspectrum.gradients.batch.RunMode;
import convspectrum.gradients.batch.Statistics;
import convspectrum.gradients.batch.Values;
import convspectrum.gradients.float32.Tape;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.SeededWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** With and without the Vector API every figure is the same to the bit, with any registers. */
class KernelParityTest {
  /** AVX-512, AVX2, AVX-512 and NEON at less than their width, SSE, on whatever machine this is. */
  private static final List<Lanes> REGISTERS =
      List.of(
          new Lanes(16, 32),
          new Lanes(8, 16),
          new Lanes(8, 32),
          new Lanes(4, 32),
          new Lanes(4, 16));

  @Test
  void vectorsChangeNoBit() {
    assumeTrue(VectorApi.present(), "started without the Vector API");
    assumeTrue(FusedMultiplyAdd.isCompiled(), "no FMA instruction: vectors are not used");
    int compared = 0;
    for (int channels : new int[] {1, 3, 16, 17, 35, 64}) {
      for (int size : new int[] {5, 13, 16}) {
        compared += compare(channels, size, new VectorKernels());
      }
    }
    assertThat(compared).isGreaterThan(200);
  }

  @Test
  void registersChangeNoBit() {
    assumeTrue(VectorApi.present(), "started without the Vector API");
    assumeTrue(FusedMultiplyAdd.isCompiled(), "no FMA instruction: vectors are not used");
    int compared = 0;
    for (Lanes lanes : REGISTERS) {
      for (int channels : new int[] {1, 8, 17, 40}) {
        for (int size : new int[] {5, 7, 9}) {
          compared += compare(channels, size, new VectorKernels(lanes));
        }
      }
    }
    assertThat(compared).isGreaterThan(500);
  }

  @Test
  void groupsChangeNoBit() {
    assumeTrue(VectorApi.present(), "started without the Vector API");
    assumeTrue(FusedMultiplyAdd.isCompiled(), "no FMA instruction: vectors are not used");
    int compared = 0;
    for (int size : new int[] {5, 14}) {
      for (int together : new int[] {1, 2, 3, 4, 5, 8}) {
        Graph graph = grouped(together, size);
        compared += compare(graph, together, new VectorKernels());
        for (Lanes lanes : REGISTERS) {
          compared += compare(graph, together, new VectorKernels(lanes));
        }
      }
    }
    assertThat(compared).isGreaterThan(500);
  }

  /** Convolutions with groups of so many channels, which fill blocks of lanes or do not. */
  private static Graph grouped(int together, int size) {
    GraphBuilder b = new GraphBuilder("groups");
    Node x = b.input("x", Shape.of(3, 1, size, size));
    Node stem = b.add("stem", new Op.Conv(10 * together, Window.same(3), 1, true), x);
    Node one = b.add("one", new Op.Conv(10 * together, Window.same(3), 10, true), stem);
    Node relu = b.add("relu", Op.Activation.of(ActivationFunction.RELU), one);
    Node half = b.add("half", new Op.Conv(20 * together, Window.square(3, 2, 1), 10, false), relu);
    Node dilated =
        b.add(
            "dilated",
            new Op.Conv(20 * together, new Window(3, 3, 1, 1, 2, 2, Padding.all(2)), 20, false),
            half);
    Node wide = b.add("wide", new Op.Conv(10 * together, Window.same(5), 10, false), dilated);
    Node last = b.add("last", new Op.GlobalPool(PoolKind.AVERAGE), wide);
    Node flat = b.add("flat", new Op.Reshape(Shape.of(3, 10 * together)), last);
    return b.build(b.add("logits", new Op.Linear(10, true), flat));
  }

  private static int compare(int channels, int size, VectorKernels kernels) {
    return compare(graph(channels, size), channels, kernels);
  }

  private static int compare(Graph graph, int channels, VectorKernels kernels) {
    List<double[]> vector = figures(graph, kernels);
    List<double[]> plain = figures(graph, new PlainKernels());
    assertThat(vector).hasSameSizeAs(plain);
    for (int i = 0; i < vector.size(); i++) {
      assertThat(vector.get(i))
          .as("%d columns, %d channels, figure %d", kernels.columns(), channels, i)
          .isEqualTo(plain.get(i));
    }
    return vector.size();
  }

  private static Graph graph(int channels, int size) {
    GraphBuilder b = new GraphBuilder("net");
    Node x = b.input("x", Shape.of(3, 3, size, size));
    Node stem = b.add("stem", new Op.Conv(channels, Window.same(3), 1, true), x);
    Node norm = b.add("norm", new Op.BatchNorm(1e-5, true, true), stem);
    Node relu = b.add("relu", Op.Activation.of(ActivationFunction.RELU), norm);
    Node point = b.add("point", new Op.Conv(2 * channels, Window.same(1), 1, true), relu);
    Node split =
        b.add(
            "split",
            new Op.Conv(channels, Window.same(1), channels % 2 == 0 ? 2 : 1, false),
            point);
    Node deep = b.add("deep", new Op.Conv(channels, Window.same(5), channels, false), split);
    Node six = b.add("six", Op.Activation.of(ActivationFunction.RELU6), deep);
    Node pool = b.add("pool", new Op.Pool(PoolKind.AVERAGE, Window.same(3), false, false), six);
    Node zero = b.add("zero", new Op.Zero(), b.add("same", new Op.Identity(), pool));
    Node sum = b.add("sum", new Op.Add(), pool, relu, zero);
    Node half = b.add("half", new Op.Conv(channels + 9, Window.square(3, 2, 1), 1, false), sum);
    Node gate = b.add("gate", new Op.GlobalPool(PoolKind.AVERAGE), half);
    Node gated = b.add("gated", new Op.Multiply(), half, gate);
    Node last = b.add("last", new Op.GlobalPool(PoolKind.AVERAGE), gated);
    Node flat = b.add("flat", new Op.Reshape(Shape.of(3, channels + 9)), last);
    return b.build(b.add("logits", new Op.Linear(10, true), flat));
  }

  private static List<double[]> figures(Graph graph, Kernels kernels) {
    Tape tape = new Tape(BatchPlan.of(graph), new SeededWeights(3), kernels);
    float[] data = SeededInputs.of(graph, 5).getFirst().data();
    double[] input = new double[data.length];
    Arrays.setAll(input, i -> data[i]);
    List<double[]> figures = new ArrayList<>();
    RunMode mode = new RunMode(Statistics.BATCH, true, true, Set.of());
    figures.add(
        tape.forward(
            input,
            mode,
            new Observer() {
              @Override
              public void value(Node node, Values value) {
                long[] bits = new long[(value.size() / 3 + 63) / 64];
                value.markPositive(1, bits, 0);
                figures.add(Arrays.stream(bits).asDoubleStream().toArray());
              }
            }));
    double[] ones = new double[30];
    Arrays.fill(ones, 1);
    tape.backward(
        ones,
        new Observer() {
          @Override
          public void gradient(Node node, Values gradient, @Nullable Values value) {
            figures.add(gradient.toArray());
          }
        });
    for (Node node : graph.nodes()) {
      for (ParameterSlot slot : node.parameters()) {
        if (slot.trainable()) {
          figures.add(tape.gradient(node, slot));
        }
      }
    }
    return figures;
  }
}
