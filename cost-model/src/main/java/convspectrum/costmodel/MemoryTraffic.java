package convspectrum.costmodel;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.List;

/**
 * Elements that a node must move if nothing stays in a cache from one node to the next: each
 * distinct input once, its parameters once, its output once. This is what a roofline wants
 * (Williams, Waterman and Patterson, CACM 2009): the least traffic of each node alone.
 *
 * <p>Identity and Reshape are views and move nothing. A slice is a copy of what it takes, as
 * runtimes have it. A gather reads the places and what it takes from there: eight rows of 16 are 8
 * + 128 elements, however large the table is. A zero reads nothing. Inputs and constants move when
 * they are read.
 */
final class MemoryTraffic {
  private MemoryTraffic() {}

  /** Whether the node's output is its input's memory. */
  static boolean isView(Op op) {
    return op instanceof Op.View;
  }

  /** Elements written: the output. */
  static long written(Node node) {
    return switch (node.op()) {
      case Op.Source _, Op.View _ -> 0;
      case Op.Composite _,
          Op.Product _,
          Op.Norm _,
          Op.Resampling _,
          Op.Pointwise _,
          Op.Broadcast _,
          Op.Movement _,
          Op.Reduce _ ->
          node.shape().elements();
    };
  }

  /** Elements of activations read; parameters come on top. */
  static long read(Node node) {
    return switch (node.op()) {
      case Op.Source _, Op.View _, Op.Zero _ -> 0;
      case Op.Slice _ -> node.shape().elements();
      case Op.Gather _ ->
          Math.addExact(node.shape().elements(), node.inputs().get(1).shape().elements());
      case Op.Composite _, Op.MatMul _, Op.Broadcast _, Op.Concat _ -> distinctInputs(node);
      case Op.Product _, Op.Norm _, Op.Resampling _, Op.Pointwise _, Op.Movement _, Op.Reduce _ ->
          node.inputShape().elements();
    };
  }

  /** Elements of parameters read: a constant is read by its readers, as an input. */
  static long parametersRead(Node node) {
    return node.op() instanceof Op.Constant
        ? 0
        : Math.addExact(ParameterCount.allLearned(node), ParameterCount.allRunningStatistics(node));
  }

  private static long distinctInputs(Node node) {
    List<Node> inputs = node.inputs();
    long elements = 0;
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.indexOf(inputs.get(i)) == i) {
        elements = Math.addExact(elements, inputs.get(i).shape().elements());
      }
    }
    return elements;
  }
}
