package convspectrum.executor.onednn.plan;

import convspectrum.costmodel.convention.MultiplyAccumulates;
import convspectrum.executor.onednn.library.PrimitiveDescriptor;
import convspectrum.executor.onednn.library.Primitives;
import convspectrum.executor.runtime.RuntimeStep;
import convspectrum.spec.graph.Node;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One primitive.
 *
 * @param descriptor what oneDNN runs
 * @param arguments its operands and results, by their index
 * @param op the name of the operation, such as {@code Conv}
 * @param detail all that its time depends on beside the arguments: windows, what is fused
 * @param nodes the nodes of the graph that it computes; none for a copy
 * @param names the names of these, or of the copy
 */
public record PlannedStep(
    PrimitiveDescriptor descriptor,
    SortedMap<Integer, Value> arguments,
    String op,
    String detail,
    List<Node> nodes,
    List<String> names) {
  public PlannedStep {
    arguments = new TreeMap<>(arguments);
    nodes = List.copyOf(nodes);
    names = List.copyOf(names);
  }

  /** The operation and oneDNN's kernel: {@code Conv brgconv_1x1:avx512_core}. */
  public String label() {
    return op + " " + descriptor.implementation();
  }

  /** The step as all runtimes describe theirs. */
  public RuntimeStep runtimeStep() {
    String layouts =
        arguments.entrySet().stream()
            .map(argument -> argument.getKey() + ": " + argument.getValue().layout().text())
            .collect(Collectors.joining(", "));
    long macs = nodes.stream().mapToLong(MultiplyAccumulates::of).sum();
    Value weights = arguments.get(Primitives.WEIGHTS);
    long values = 0;
    long stored = 0;
    for (Value value : arguments.values()) {
      if (value.buffer().filling().isPresent()) {
        stored += value.layout().bytes();
      } else {
        values += value.layout().bytes();
      }
    }
    return new RuntimeStep(
        label() + " {" + detail + "} " + layouts,
        label(),
        names,
        new RuntimeStep.Work(
            macs, weights == null ? macs : computed(macs, weights), values, stored));
  }

  /** With the products of channels that only fill up blocks of the weights. */
  private static long computed(long macs, Value weights) {
    long elements = 1;
    for (long size : weights.layout().sizes()) {
      elements *= size;
    }
    return Math.round(macs * (double) weights.layout().paddedElements() / elements);
  }
}
