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
 * runtimes have it. A zero reads nothing. Inputs and constants move when they are read.
 */
final class MemoryTraffic {
  private MemoryTraffic() {}

  /** Whether the node's output is its input's memory. */
  static boolean isView(Op op) {
    return op instanceof Op.Identity || op instanceof Op.Reshape;
  }

  /** Elements written: the output. */
  static long written(Node node) {
    return switch (node.op()) {
      case Op.Input _, Op.Constant _, Op.Identity _, Op.Reshape _ -> 0;
      case Op.Conv _,
          Op.Linear _,
          Op.BatchNorm _,
          Op.LayerNorm _,
          Op.Activation _,
          Op.Pool _,
          Op.GlobalPool _,
          Op.Add _,
          Op.Multiply _,
          Op.Concat _,
          Op.Slice _,
          Op.ChannelShuffle _,
          Op.Pad _,
          Op.Resize _,
          Op.Softmax _,
          Op.MatMul _,
          Op.Transpose _,
          Op.Scale _,
          Op.ChannelScale _,
          Op.Zero _,
          Op.Unary _,
          Op.Binary _,
          Op.Where _,
          Op.Reduce _ ->
          node.shape().elements();
    };
  }

  /** Elements of activations read; parameters come on top. */
  static long read(Node node) {
    return switch (node.op()) {
      case Op.Input _, Op.Constant _, Op.Identity _, Op.Reshape _, Op.Zero _ -> 0;
      case Op.Slice _ -> node.shape().elements();
      case Op.Conv _,
          Op.Linear _,
          Op.BatchNorm _,
          Op.LayerNorm _,
          Op.Activation _,
          Op.Pool _,
          Op.GlobalPool _,
          Op.ChannelShuffle _,
          Op.Pad _,
          Op.Resize _,
          Op.Softmax _,
          Op.Transpose _,
          Op.Scale _,
          Op.ChannelScale _,
          Op.Unary _,
          Op.Reduce _ ->
          node.inputShape().elements();
      case Op.Add _, Op.Multiply _, Op.Concat _, Op.MatMul _, Op.Binary _, Op.Where _ ->
          distinctInputs(node);
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
