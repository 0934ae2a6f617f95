package convspectrum.spec.canonical;

import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import java.util.List;

/**
 * Which parts of a concat are one op on a concat. Parts must be used by that concat alone: else the
 * other reader would need a slice of the merged op.
 */
final class Merges {
  private static final int CHANNELS = 1;

  private Merges() {}

  /** Whether both are regular convolutions of one tensor that differ in their filters only. */
  @SuppressWarnings("ReferenceEquality") // Terms are stored once, so identity is equality.
  static boolean sameTensor(Term first, Term last, Term next, int axis) {
    return axis == CHANNELS
        && first.uses == 1
        && next.uses == 1
        && first.op instanceof Op.Conv a
        && next.op instanceof Op.Conv b
        && a.groups() == 1
        && b.groups() == 1
        && a.bias() == b.bias()
        && sameWindow(a, b)
        && first.input() == next.input();
  }

  /** Whether f(a) ++ g(b) along {@code axis} is one op of a ++ b. */
  static boolean sameOp(Term first, Term last, Term next, int axis) {
    if (first.uses != 1 || next.uses != 1 || first.inputs.size() != 1 || next.inputs.size() != 1) {
      return false;
    }
    if (first.op instanceof Op.Conv a && next.op instanceof Op.Conv b) {
      return axis == CHANNELS
          && a.bias() == b.bias()
          && sameWindow(a, b)
          && first.input().shape.channels() / a.groups()
              == next.input().shape.channels() / b.groups()
          && a.outChannels() / a.groups() == b.outChannels() / b.groups()
          && sameBeside(first, next, axis);
    }
    return first.op.equals(next.op) && joins(first.op, axis) && sameBeside(first, next, axis);
  }

  private static boolean sameWindow(Op.Conv a, Op.Conv b) {
    return a.window().equals(b.window());
  }

  /** Whether the inputs can be joined: equal in all axes but {@code axis}. */
  private static boolean sameBeside(Term first, Term next, int axis) {
    Shape a = first.input().shape;
    Shape b = next.input().shape;
    return a.rank() == b.rank() && a.with(axis, 1).equals(b.with(axis, 1));
  }

  /** Whether the op works on each slice along {@code axis} alone, in the same way. */
  private static boolean joins(Op op, int axis) {
    return switch (op) {
      case Op.Activation _, Op.Scale _, Op.Unary _ -> true;
      case Op.BatchNorm _, Op.ChannelScale _ -> axis == CHANNELS;
      case Op.Resampling _, Op.Pad _ -> axis <= CHANNELS;
      case Op.Softmax softmax -> axis != softmax.axis();
      case Op.LayerNorm norm -> !norm.affine() && !norm.axes().contains(axis);
      case Op.Reduce reduce -> !reduce.axes().contains(axis);
      case Op.Conv _ -> false; // A convolution has conditions of its own.
      case Op.Source _,
          Op.Composite _,
          Op.Linear _,
          Op.MatMul _,
          Op.Broadcast _,
          Op.Concat _,
          Op.Slice _,
          Op.ChannelShuffle _,
          Op.Transpose _,
          Op.Gather _,
          Op.Zero _,
          Op.View _ ->
          false;
    };
  }

  /** The one op that stands for a run of equal ones. */
  static Op widened(List<Term> run, Shape shape) {
    Op op = run.getFirst().op;
    if (!(op instanceof Op.Conv conv)) {
      return op;
    }
    int perGroup = conv.outChannels() / conv.groups();
    int groups = shape.channels() / perGroup;
    return new Op.Conv(shape.channels(), conv.window(), groups, conv.bias());
  }
}
