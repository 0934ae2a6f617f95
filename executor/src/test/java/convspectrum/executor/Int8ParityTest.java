package convspectrum.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import convspectrum.executor.machine.Machine;
import convspectrum.executor.onednn.OneDnnRuntime;
import convspectrum.executor.onnxruntime.OrtRuntime;
import convspectrum.executor.quantised.Int8Runtime;
import convspectrum.executor.quantised.Quantiser;
import convspectrum.executor.reference.IntegerProgram;
import convspectrum.executor.reference.IntegerSums;
import convspectrum.executor.runtime.Calibration;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.Signature;
import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.quantised.LayerIntegers;
import convspectrum.spec.quantised.QuantisedGraph;
import convspectrum.spec.quantised.ValueScale;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.SeededWeights;
import convspectrum.spec.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** ONNX Runtime and oneDNN compute with integers what {@code reference-int8} does. */
final class Int8ParityTest {
  private static final long SEED = 7;

  /** Graphs of one op whose result is stored as integers. */
  private static final int INTEGER_RESULTS = 1708;

  /** Convolutions and linear layers among them. */
  private static final int LAYERS = 1064;

  /** Grouped convolutions with windows in their padding alone, which oneDNN does not compute. */
  private static final int REFUSED = 220;

  private final OrtRuntime onnxruntime = new OrtRuntime();
  private final OneDnnRuntime onednn = new OneDnnRuntime();

  /** How far results of one op are from the oracle. */
  private static final class Deviations {
    private final List<String> failures = new ArrayList<>();
    private int graphs;
    private int refused;
    private long elements;
    private long differing;
  }

  @Test
  void everyOpOfOnnxRuntimeIsWithinOneStepOfTheOracle() {
    Deviations found = deviations(onnxruntime::compile);
    assertThat(found.failures).isEmpty();
    assertThat(found.graphs).isEqualTo(INTEGER_RESULTS);
    assertThat(found.differing).isLessThan(found.elements / 1000);
  }

  @Test
  void everyOpOfOneDnnIsWithinOneStepOfTheOracle() {
    Deviations found = deviations(onednn::compile);
    assertThat(found.failures).isEmpty();
    assertThat(found.refused).isEqualTo(REFUSED);
    assertThat(found.graphs).isEqualTo(INTEGER_RESULTS - REFUSED);
    assertThat(found.differing).isLessThan(found.elements / 1000);
  }

  private static Deviations deviations(Int8Runtime.Compiler compiler) {
    Deviations found = new Deviations();
    for (Graph graph : OpGraphs.all()) {
      QuantisedGraph network = quantised(graph);
      if (network.scale(network.graph().outputs().getFirst()).isPresent()) {
        try {
          compare(network, compiler.compile(network, RunOptions.SINGLE_THREAD), found);
        } catch (UnsupportedGraphException e) {
          assertThat(e).hasMessageContaining("windows that lie in its padding alone");
          found.refused++;
        }
      }
    }
    return found;
  }

  private static void compare(QuantisedGraph network, Program program, Deviations found) {
    List<Tensor> inputs = SeededInputs.of(network.graph(), SEED);
    List<Tensor> expected = run(IntegerProgram.compile(network), network.graph(), inputs);
    List<Tensor> actual = run(program, network.graph(), inputs);
    for (int o = 0; o < expected.size(); o++) {
      ValueScale scale = network.scale(network.graph().outputs().get(o)).orElseThrow();
      float[] wanted = expected.get(o).data();
      float[] got = actual.get(o).data();
      int worst = 0;
      for (int i = 0; i < wanted.length; i++) {
        int steps = Math.abs(scale.integer(wanted[i]) - scale.integer(got[i]));
        worst = Math.max(worst, steps);
        found.differing += steps > 0 ? 1 : 0;
      }
      found.elements += wanted.length;
      if (worst > 1) {
        found.failures.add(network.graph().name() + " differs by " + worst + " steps");
      }
    }
    found.graphs++;
  }

  /** Only with VNNI: without it ONNX Runtime adds pairs of products in 16 bits. */
  @Test
  void sumsAreThoseOfTheOracleToTheBit() throws Exception {
    assumeTrue(Machine.read().processor().addsByteProductsIn32Bits());
    int layers = 0;
    List<String> failures = new ArrayList<>();
    for (Graph graph : OpGraphs.all()) {
      QuantisedGraph network = quantised(graph);
      for (Node node : network.graph().nodes()) {
        Optional<LayerIntegers> layer = network.layer(node);
        if (layer.isPresent()) {
          layers++;
          LayerIntegers unbiased =
              new LayerIntegers(
                  layer.get().weights(),
                  layer.get().scales(),
                  new int[layer.get().scales().length]);
          ValueScale scale = network.scale(node.inputs().getFirst()).orElseThrow();
          int[] integers = integers(node, network, scale);
          int[] expected = IntegerSums.of(node, unbiased, less(integers, scale.zeroPoint()));
          int[] actual = OrtSums.of(node, unbiased, integers, scale.zeroPoint());
          if (!Arrays.equals(expected, actual)) {
            failures.add(graph.name() + ": sums differ");
          }
        }
      }
    }
    assertThat(failures).isEmpty();
    assertThat(layers).isEqualTo(LAYERS);
  }

  private static int[] integers(Node node, QuantisedGraph network, ValueScale scale) {
    assertThat(node.inputs().getFirst()).isEqualTo(network.graph().inputs().getFirst());
    float[] values = SeededInputs.of(network.graph(), SEED).getFirst().data();
    int[] integers = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      integers[i] = scale.integer(values[i]);
    }
    return integers;
  }

  private static int[] less(int[] values, int zeroPoint) {
    int[] shifted = values.clone();
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] -= zeroPoint;
    }
    return shifted;
  }

  private static QuantisedGraph quantised(Graph graph) {
    SeededWeights weights = new SeededWeights(SEED);
    int limit =
        RunOptions.SINGLE_THREAD
            .weights()
            .limit(Machine.read().processor().addsByteProductsIn32Bits());
    return Quantiser.quantise(graph, weights, Calibration.seeded(graph, weights, SEED), limit);
  }

  private static List<Tensor> run(Program made, Graph graph, List<Tensor> inputs) {
    List<Tensor> outputs = Signature.of(graph).newOutputs();
    // An output that is never written must not pass as zeros.
    outputs.forEach(tensor -> Arrays.fill(tensor.data(), Float.NaN));
    try (Program program = made) {
      program.run(inputs, outputs);
    }
    return outputs;
  }
}
