package convspectrum.executor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.Signature;
import convspectrum.executor.vector.VectorRuntime;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.SeededWeights;
import convspectrum.spec.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Ops other than convolutions and pools in the runtime {@code vector}, at every width. */
class VectorOpsTest {
  private static final long SEED = 11;
  private static final int[] LANES = {1, 4, 8, 16};

  /**
   * Compilers end within so many windows of runs, and on a busy machine within this time; until
   * then scalars may be allocated.
   */
  private static final int WINDOWS = 4000;

  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);

  private static final int RUNS = 10;

  @Test
  void agreeWithTheReferenceOverLanesAndThreads() {
    List<String> failures = new ArrayList<>();
    List<Graph> graphs = graphs();
    int combinations = 0;
    for (int i = 0; i < graphs.size(); i++) {
      Graph graph = graphs.get(i);
      List<Tensor> inputs = SeededInputs.of(graph, SEED);
      Tensor expected = run(Runtimes.named("reference"), graph, inputs, 1);
      for (int lanes : LANES) {
        for (int threads : new int[] {1, 2 + i % 2}) {
          Lanes registers = new Lanes(lanes, lanes == 16 || i % 2 == 0 ? 32 : 16);
          Tensor actual = run(new VectorRuntime(registers), graph, inputs, threads);
          double difference = difference(expected, actual);
          if (!(difference <= 1e-5)) {
            failures.add(
                "%s, %s, %d threads: %g".formatted(graph.name(), registers, threads, difference));
          }
          combinations++;
        }
      }
    }
    assertThat(failures).isEmpty();
    assertThat(combinations).isEqualTo(graphs.size() * 8).isGreaterThan(1500);
  }

  @Test
  void runAllocatesNothing() {
    List<String> failures = new ArrayList<>();
    int programs = 0;
    for (Graph graph : graphs()) {
      List<Tensor> inputs = SeededInputs.of(graph, SEED);
      List<Tensor> outputs = Signature.of(graph).newOutputs();
      try (Program program =
          new VectorRuntime().compile(graph, new SeededWeights(SEED), RunOptions.SINGLE_THREAD)) {
        long bytes = leastAllocation(program, inputs, outputs);
        if (bytes != 0) {
          failures.add(graph.name() + " allocates " + bytes + " bytes in " + RUNS + " runs");
        }
      }
      programs++;
    }
    assertThat(failures).isEmpty();
    assertThat(programs).isGreaterThan(190);
  }

  private static long leastAllocation(Program program, List<Tensor> inputs, List<Tensor> outputs) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    program.pass(inputs, outputs).run(); // compiles kernels, which allocate while interpreted
    long least = Long.MAX_VALUE;
    long start = System.nanoTime();
    for (int window = 0;
        least != 0 && (window < WINDOWS || System.nanoTime() - start < PATIENCE);
        window++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int run = 0; run < RUNS; run++) {
        program.run(inputs, outputs);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  /** Those of one op other than convolutions and pools, and products of the sizes of attention. */
  private static List<Graph> graphs() {
    List<Graph> graphs = new ArrayList<>();
    for (Graph graph : OpGraphs.all()) {
      Op op = graph.outputs().getFirst().op();
      if (!(op instanceof Op.Conv) && !(op instanceof Op.Pool)) {
        graphs.add(graph);
      }
    }
    graphs.addAll(attention());
    return graphs;
  }

  /** Products and softmaxes of more than one tile, block or piece. */
  static List<Graph> attention() {
    return List.of(
        product(Shape.of(2, 3, 50, 33), Shape.of(2, 3, 33, 50)),
        product(Shape.of(1, 70), Shape.of(70, 300)),
        product(Shape.of(2, 1, 37, 64), Shape.of(3, 64, 64)),
        softmaxOf(Shape.of(2, 3, 50, 50), 3),
        softmaxOf(Shape.of(2, 5000), 1));
  }

  private static Graph product(Shape a, Shape b) {
    GraphBuilder builder = new GraphBuilder("product of " + a + " and " + b);
    Node left = builder.input("a", a);
    Node right = builder.input("b", b);
    return builder.build(builder.add("y", new Op.MatMul(), left, right));
  }

  private static Graph softmaxOf(Shape shape, int axis) {
    GraphBuilder builder = new GraphBuilder("softmax of " + shape);
    Node wide = builder.add("wide", new Op.Scale(9), builder.input("x", shape));
    Node norm = builder.add("norm", new Op.LayerNorm(List.of(axis), 1e-5, true), wide);
    return builder.build(builder.add("y", new Op.Softmax(axis), norm));
  }

  private static Tensor run(
      InferenceRuntime runtime, Graph graph, List<Tensor> inputs, int threads) {
    List<Tensor> outputs = Signature.of(graph).newOutputs();
    RunOptions options = new RunOptions(threads, false);
    try (Program program = runtime.compile(graph, new SeededWeights(SEED), options)) {
      program.run(inputs, outputs);
      // Twice: what lies in memory now must make no difference.
      program.run(inputs, outputs);
    }
    return outputs.getFirst();
  }

  private static double difference(Tensor expected, Tensor actual) {
    double largest = 0;
    for (int i = 0; i < expected.data().length; i++) {
      double difference = Math.abs(expected.data()[i] - actual.data()[i]);
      if (!Double.isFinite(difference)) {
        return Double.POSITIVE_INFINITY;
      }
      largest = Math.max(largest, difference);
    }
    return largest == 0 ? 0 : largest / expected.maxAbs();
  }
}
