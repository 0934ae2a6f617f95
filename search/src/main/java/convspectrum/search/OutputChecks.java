package convspectrum.search;

import convspectrum.executor.measure.CheckSize;
import convspectrum.executor.measure.OutputCheck;
import convspectrum.executor.reference.ReferenceRuntime;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds runtimes to the reference, on a smaller picture where the reference would be slow. What the
 * reference computes of a candidate is kept for the runtimes that come after.
 */
final class OutputChecks {
  private final StudyOptions options;
  private final Map<String, Expected> expected = new HashMap<>();

  private record Expected(Network network, List<Tensor> inputs, List<Tensor> outputs) {}

  OutputChecks(StudyOptions options) {
    this.options = options;
  }

  /** Why a runtime may not be timed on a candidate, if so. */
  Optional<String> failure(Candidate candidate, InferenceRuntime runtime) {
    try {
      Expected wanted = expected.computeIfAbsent(candidate.label(), _ -> reference(candidate));
      if (runtime instanceof ReferenceRuntime) {
        return Optional.empty();
      }
      List<Tensor> found = run(runtime, wanted.network(), wanted.inputs(), options.run());
      return OutputCheck.compare(
              candidate.label(),
              runtime.name(),
              wanted.network().graph(),
              found,
              wanted.outputs(),
              OutputCheck.NETWORK_TOLERANCE)
          .failure();
    } catch (RuntimeException e) {
      // One design that a runtime cannot take must not end the run of all the others.
      return Optional.of(runtime.name() + " cannot run it: " + e.getMessage());
    }
  }

  private Expected reference(Candidate candidate) {
    Network network =
        CheckSize.reduce(
            candidate.network(),
            Network::graph,
            candidate.cost().total().macs(),
            candidate::resized);
    List<Tensor> inputs = SeededInputs.of(network.graph(), options.seed());
    return new Expected(
        network, inputs, run(new ReferenceRuntime(), network, inputs, RunOptions.SINGLE_THREAD));
  }

  private List<Tensor> run(
      InferenceRuntime runtime, Network network, List<Tensor> inputs, RunOptions run) {
    Graph graph = network.graph();
    Weights weights = network.weights().apply(options.seed());
    List<Tensor> outputs = graph.outputs().stream().map(Node::shape).map(Tensor::zeros).toList();
    // An output that is never written must not pass as zeros.
    outputs.forEach(tensor -> java.util.Arrays.fill(tensor.data(), Float.NaN));
    try (Program program = runtime.compile(graph, weights, run)) {
      program.run(inputs, outputs);
    }
    return outputs;
  }
}
