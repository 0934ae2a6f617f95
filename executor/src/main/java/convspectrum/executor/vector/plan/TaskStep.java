package convspectrum.executor.vector.plan;

import convspectrum.costmodel.convention.MultiplyAccumulates;
import convspectrum.executor.runtime.RuntimeStep;
import convspectrum.executor.runtime.RuntimeStep.Work;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.fuse.FusedUnit;
import convspectrum.executor.vector.layout.ChannelOrder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Describes a task: the ops as far as they decide about its code, and the sizes and layouts of the
 * values that it reads and writes. Positions in the arena are left out, and so are the distances
 * between pixels and rows, which depend on the padding of whatever reads a value later.
 */
final class TaskStep {
  /** Stands for the result among the numbers of operands. */
  private static final int RESULT = -1;

  private TaskStep() {}

  /** The step of a task. */
  static RuntimeStep of(Task task, Lanes lanes) {
    String kernel = kernel(task, lanes);
    String ops = task.units().stream().map(TaskStep::ops).collect(Collectors.joining(" then "));
    List<String> reads = new ArrayList<>();
    for (int i = 0; i < task.reads().size(); i++) {
      reads.add(layout(task.reads().get(i), heedsOrder(task, i, lanes)));
    }
    String writes = layout(task.writes(), heedsOrder(task, RESULT, lanes));
    String key = "%s: %s %s -> [%s]".formatted(kernel, ops, reads, writes);
    return new RuntimeStep(key, kernel, names(task), work(task, lanes), filled(task, lanes));
  }

  /** As in a profile: the nodes that it computes, or the label of a copy. */
  private static List<String> names(Task task) {
    return task.units().isEmpty()
        ? List.of(task.label())
        : task.nodes().stream().map(Node::name).toList();
  }

  /** {@code Conv gemm}, {@code Conv depthwise + gemm}, {@code Pool}; of a copy {@code reorder}. */
  private static String kernel(Task task, Lanes lanes) {
    if (task.units().isEmpty()) {
      // The rest of such a label is the name of a node.
      return task.label().startsWith("reorder") ? "reorder" : task.label();
    }
    String kinds =
        task.units().stream()
            .map(FusedUnit::main)
            .filter(node -> node.op() instanceof Op.Conv)
            .map(node -> Convolution.of(node, lanes).name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(" + "));
    return kinds.isEmpty() || task.label().equals("Winograd")
        ? task.label()
        : task.label() + " " + kinds;
  }

  /** How the convolutions of a task fill registers. */
  private static String filled(Task task, Lanes lanes) {
    return task.units().stream()
        .map(FusedUnit::main)
        .filter(node -> node.op() instanceof Op.Conv)
        .map(node -> Convolution.filled(node, lanes))
        .collect(Collectors.joining(" + "));
  }

  /** What a unit computes; factors and biases that are folded into weights change no code. */
  private static String ops(FusedUnit unit) {
    return (unit.rectified() ? "rectified " : "")
        + (unit.main().op() instanceof Op.Conv conv ? convolution(conv) : unit.main().op())
        + (unit.added().isPresent() ? " + sum" : "")
        + unit.activation().map(activation -> " + " + activation).orElse("");
  }

  private static String convolution(Op.Conv conv) {
    Window window = conv.window();
    return "%dx%d stride %dx%d dilation %dx%d padding %d,%d groups %d"
        .formatted(
            window.kernelHeight(),
            window.kernelWidth(),
            window.strideHeight(),
            window.strideWidth(),
            window.dilationHeight(),
            window.dilationWidth(),
            window.padding().top(),
            window.padding().left(),
            conv.groups());
  }

  /**
   * Whether the order of the channels of an operand makes a difference. A dense convolution writes
   * any order, since its weights are packed for it, and what works channel by channel takes
   * registers as they come.
   *
   * @param operand number of the read, or {@link #RESULT}
   */
  private static boolean heedsOrder(Task task, int operand, Lanes lanes) {
    if (task.units().isEmpty()) {
      return true;
    }
    Node main = task.units().getLast().main();
    if (main.op() instanceof Op.Conv conv) {
      boolean dense = conv.groups() == 1;
      int inputs = task.units().size(); // of a strip: its input, and the strip itself
      return dense
          ? operand != RESULT && operand < inputs
          : Convolution.of(main, lanes) != Convolution.DEPTHWISE;
    }
    return !(main.op() instanceof Op.Activation
        || main.op() instanceof Op.Add
        || main.op() instanceof Op.BatchNorm
        || main.op() instanceof Op.GlobalPool
        || main.op() instanceof Op.Multiply
        || main.op() instanceof Op.Pool);
  }

  private static String layout(Value value, boolean ordered) {
    if (!value.isMap()) {
      return "matrix " + value.shape();
    }
    ChannelOrder order = value.requireOrder();
    return value.shape()
        + (value.storage().stripRows > 0 ? " a few rows at a time" : "")
        + " in "
        + (ordered ? order.description() : order.slots() + " slots");
  }

  private static Work work(Task task, Lanes lanes) {
    List<Node> mains = task.units().stream().map(FusedUnit::main).toList();
    long macs = 0;
    double computed = 0;
    for (Node main : mains) {
      long its = MultiplyAccumulates.of(main);
      macs += its;
      computed += its * (main.op() instanceof Op.Conv ? Convolution.waste(main, lanes) : 1);
    }
    long elements = task.writes().shape().elements();
    for (Value value : task.reads()) {
      elements += value.storage().stripRows > 0 ? 0 : value.shape().elements();
    }
    return new Work(
        macs,
        Math.max(macs, Math.round(computed)),
        Float.BYTES * elements,
        RuntimeStep.weightBytes(mains));
  }
}
