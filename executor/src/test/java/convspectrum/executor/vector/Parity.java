package convspectrum.executor.vector;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.machine.FusedMultiplyAdd;
import convspectrum.executor.reference.ReferenceRuntime;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.Signature;
import convspectrum.executor.vector.code.Kernels;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.SeededWeights;
import convspectrum.spec.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Compares the outputs of graphs in the runtime {@code vector} with those of another runtime,
 * gathers what differs and counts what was compared.
 */
final class Parity {
  /** Every width that there are kernels for; the first is plain Java. */
  static final List<Integer> LANES = List.of(1, 4, 8, 16);

  static final int MOST_THREADS = 3;
  private static final long SEED = 11;
  private final InferenceRuntime trusted;
  private final double tolerance;
  private final List<String> failures = new ArrayList<>();
  private int graphs;
  private int combinations;

  private Parity(InferenceRuntime trusted, double tolerance) {
    this.trusted = trusted;
    this.tolerance = tolerance;
  }

  /** With {@code reference}, to a part in 100,000 of each output's largest value. */
  static Parity withReference() {
    return with(new ReferenceRuntime());
  }

  /** With another runtime, to a part in 100,000 of each output's largest value. */
  static Parity with(InferenceRuntime trusted) {
    return new Parity(trusted, 1e-5);
  }

  /**
   * Registers of some width as a machine has them, whatever this machine has: 16 of them and 32 in
   * turn, and in turn with multiply-adds that are one instruction or two. Where this machine has no
   * such instruction Java would emulate it, so that none is asked for.
   */
  static Lanes registers(int lanes, int turn) {
    boolean fused = turn % 3 != 0 && FusedMultiplyAdd.isCompiled();
    return new Lanes(lanes, lanes == 16 || turn % 2 == 0 ? 32 : 16, fused);
  }

  /** Compares every output with every number of lanes, on one thread, two and three in turn. */
  void check(Graph graph) {
    List<Tensor> inputs = SeededInputs.of(graph, SEED);
    List<Tensor> expected = expected(graph, inputs);
    graphs++;
    for (int lanes : LANES) {
      int number = LANES.indexOf(lanes);
      int threads = 1 + (number + graph.nodes().size()) % MOST_THREADS;
      compare(graph, registers(lanes, graphs + number), threads, inputs, expected);
    }
  }

  /** Compares every output. */
  void check(Graph graph, int lanes, int threads) {
    check(graph, registers(lanes, ++graphs), threads);
  }

  /** Compares every output. */
  void check(Graph graph, Lanes lanes, int threads) {
    List<Tensor> inputs = SeededInputs.of(graph, SEED);
    compare(graph, lanes, threads, inputs, expected(graph, inputs));
  }

  /** Fails where an output differed, or where another number of outputs was compared. */
  void assertAgreed(int expectedCombinations) {
    assertThat(failures).isEmpty();
    assertThat(combinations).isEqualTo(expectedCombinations);
  }

  private List<Tensor> expected(Graph graph, List<Tensor> inputs) {
    List<Tensor> outputs = newOutputs(graph);
    RunOptions options = RunOptions.SINGLE_THREAD;
    try (Program program = trusted.compile(graph, new SeededWeights(SEED), options)) {
      program.run(inputs, outputs);
    }
    return outputs;
  }

  private void compare(
      Graph graph, Lanes lanes, int threads, List<Tensor> inputs, List<Tensor> expected) {
    VectorRuntime runtime = new VectorRuntime(lanes);
    List<Tensor> actual = newOutputs(graph);
    try (Program program =
        runtime.compile(graph, new SeededWeights(SEED), new RunOptions(threads))) {
      // Or loops of kernels would be compiled twice: within a call, and for the next one.
      Kernels.warmUp();
      // Other inputs first: nothing of a run may be left over for the next.
      program.run(SeededInputs.of(graph, SEED + 1), actual);
      actual.forEach(tensor -> Arrays.fill(tensor.data(), Float.NaN));
      program.run(inputs, actual);
    }
    for (int i = 0; i < expected.size(); i++) {
      double difference = difference(expected.get(i), actual.get(i));
      if (!(difference <= tolerance)) {
        failures.add(
            "%s, %s: %g with %s and %d threads"
                .formatted(graph.name(), graph.outputs().get(i), difference, lanes, threads));
      }
      combinations++;
    }
  }

  private static List<Tensor> newOutputs(Graph graph) {
    return Signature.of(graph).newOutputs();
  }

  /** The largest difference relative to the largest value; infinite where a value is not finite. */
  static double difference(Tensor expected, Tensor actual) {
    double largest = 0;
    for (int i = 0; i < expected.data().length; i++) {
      double difference = Math.abs((double) expected.data()[i] - actual.data()[i]);
      if (!Double.isFinite(difference)) {
        return Double.POSITIVE_INFINITY;
      }
      largest = Math.max(largest, difference);
    }
    return largest == 0 ? 0 : largest / expected.maxAbs();
  }
}
