package convspectrum.executor.quantised;

import convspectrum.executor.reference.IntegerProgram;
import convspectrum.executor.runtime.Calibration;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.executor.runtime.Signature;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.quantised.QuantisedGraph;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.util.List;

/**
 * A network in integers, and what exact integers give for some inputs.
 *
 * @param network the network
 * @param inputs that it was run on
 * @param outputs one per output, as real numbers
 */
public record IntegerOracle(QuantisedGraph network, List<Tensor> inputs, List<Tensor> outputs) {
  public IntegerOracle {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** Runs a graph on the inputs that its ranges come from. */
  public static IntegerOracle of(
      Graph graph, Weights weights, List<Tensor> inputs, RunOptions options) {
    QuantisedGraph network =
        Int8Runtime.quantise(
            graph, weights, new Calibration(graph, weights, () -> inputs), options);
    List<Tensor> outputs = Signature.of(network.graph()).newOutputs();
    try (Program program = IntegerProgram.compile(network)) {
      program.run(inputs, outputs);
    }
    return new IntegerOracle(network, inputs, outputs);
  }
}
