package convspectrum.executor.runtime;

import convspectrum.costmodel.convention.MultiplyAccumulates;
import convspectrum.spec.block.Doc;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One step of the program that a runtime makes of a network: a fused convolution, a pool, a copy to
 * another layout. The time of a pass is about the sum of the times of its steps.
 *
 * @param key all that the time of the step depends on: kernel, shapes, strides, groups, layouts,
 *     what is fused. It holds no names, so that equal steps of different networks have equal keys,
 *     and no distances in memory, which make little difference
 * @param kernel what kind of step it is, such as {@code Conv gemm}; steps of one kind run the same
 *     algorithm
 * @param nodes names of the graph's nodes that it computes, at least one; or the runtime's name of
 *     a step that it inserted. A profile has the same names
 * @param work the amount of work
 * @param lanes how many places of the registers that it computes with hold something, such as
 *     {@code 14 of 16 outputs a group}; empty where the runtime does not say
 */
public record RuntimeStep(String key, String kernel, List<String> nodes, Work work, String lanes) {
  public RuntimeStep {
    nodes = List.copyOf(nodes);
  }

  /** A step of a runtime that does not say how it fills registers. */
  public RuntimeStep(String key, String kernel, List<String> nodes, Work work) {
    this(key, kernel, nodes, work, "");
  }

  /**
   * The work of a step.
   *
   * @param macs multiply-accumulates, as a model's count has them
   * @param computedMacs the same with those whose results are thrown away, because registers hold
   *     more channels than there are; at least {@code macs}
   * @param valueBytes bytes of the values that it reads and writes
   * @param weightBytes bytes of its weights
   */
  public record Work(
      @Doc("Multiply-accumulates, as a model's count has them.") long macs,
      @Doc(
              "The same with those whose results are thrown away, because registers hold more channels.")
          long computedMacs,
      @Doc("Bytes of the values that it reads and writes.") long valueBytes,
      @Doc("Bytes of its weights.") long weightBytes) {
    public Work {
      if (macs < 0 || computedMacs < macs || valueBytes < 0 || weightBytes < 0) {
        throw new IllegalArgumentException(
            "%d MACs, %d computed, %d and %d bytes; expected no negative number, and no more MACs than computed"
                .formatted(macs, computedMacs, valueBytes, weightBytes));
      }
    }
  }

  /** The steps of a runtime that computes one node after the other. */
  static List<RuntimeStep> unfused(Graph graph) {
    List<RuntimeStep> steps = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (!(node.op() instanceof Op.Input)) {
        String inputs =
            node.inputs().stream()
                .map(input -> input.shape().toString())
                .collect(Collectors.joining(", "));
        long macs = MultiplyAccumulates.of(node);
        String key = node.op() + " of " + inputs;
        steps.add(
            new RuntimeStep(
                key,
                node.op().typeName(),
                List.of(node.name()),
                new Work(macs, macs, valueBytes(List.of(node)), weightBytes(List.of(node)))));
      }
    }
    return steps;
  }

  /**
   * Bytes that nodes read and write, computed together: values that only they exchange are left
   * out.
   */
  public static long valueBytes(List<Node> nodes) {
    long elements = nodes.isEmpty() ? 0 : nodes.getLast().shape().elements();
    for (Node node : nodes) {
      for (Node input : node.inputs()) {
        if (!nodes.contains(input)) {
          elements += input.shape().elements();
        }
      }
    }
    return Float.BYTES * elements;
  }

  /** Bytes of the weights that convolutions, linear layers and norms among the nodes store. */
  public static long weightBytes(List<Node> nodes) {
    return nodes.stream()
        .flatMap(node -> node.parameters().stream())
        .mapToLong((ParameterSlot slot) -> Float.BYTES * slot.shape().elements())
        .sum();
  }
}
