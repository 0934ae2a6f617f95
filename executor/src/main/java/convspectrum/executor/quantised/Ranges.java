package convspectrum.executor.quantised;

import convspectrum.executor.reference.NodeKernels;
import convspectrum.executor.reference.ReferenceKernel;
import convspectrum.executor.reference.ReferenceRuntime;
import convspectrum.executor.runtime.Program;
import convspectrum.executor.runtime.Signature;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The least and the largest value of each node, by its name, on some inputs.
 *
 * @param byName one per node, inputs and constants included
 */
record Ranges(Map<String, Range> byName) {
  /** From the least to the largest value. */
  record Range(float least, float most) {}

  Ranges {
    byName = Map.copyOf(byName);
  }

  /**
   * Runs a graph once on the reference.
   *
   * @throws CalibrationException where a value is not finite
   */
  static Ranges of(Graph graph, Weights weights, List<Tensor> inputs) {
    Map<String, Range> ranges = new HashMap<>();
    List<Node> nodes = graph.inputs();
    for (int i = 0; i < nodes.size(); i++) {
      ranges.put(nodes.get(i).name(), range(nodes.get(i), inputs.get(i)));
    }
    try (Program program =
        ReferenceRuntime.program(
            graph, node -> watched(node, NodeKernels.of(node, weights), ranges))) {
      program.run(inputs, Signature.of(graph).newOutputs());
    }
    return new Ranges(ranges);
  }

  private static ReferenceKernel watched(
      Node node, ReferenceKernel kernel, Map<String, Range> ranges) {
    return (x, y) -> {
      kernel.compute(x, y);
      ranges.put(node.name(), range(node, y));
    };
  }

  private static Range range(Node node, Tensor tensor) {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (float value : tensor.data()) {
      if (!Float.isFinite(value)) {
        throw new CalibrationException(
            "int8: the values of %s (%s) include %s; expected finite numbers, from whose range the scale is found; try other weights or inputs, or --dtype f32"
                .formatted(node.name(), node.op().typeName(), value));
      }
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    return new Range(least, most);
  }
}
