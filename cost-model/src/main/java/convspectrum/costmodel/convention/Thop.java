package convspectrum.costmodel.convention;

import convspectrum.spec.composite.AffineGrid;
import convspectrum.spec.composite.ArgExtreme;
import convspectrum.spec.composite.Attention;
import convspectrum.spec.composite.CompositeOp;
import convspectrum.spec.composite.ConvNd;
import convspectrum.spec.composite.DeformConv;
import convspectrum.spec.composite.GridSample;
import convspectrum.spec.composite.IndexedOp;
import convspectrum.spec.composite.LpPool;
import convspectrum.spec.composite.OverlappedBlocks;
import convspectrum.spec.composite.Recorded;
import convspectrum.spec.composite.Recurrent;
import convspectrum.spec.composite.RotaryEmbedding;
import convspectrum.spec.composite.TopK;
import convspectrum.spec.composite.TransposedConv;
import convspectrum.spec.graph.Interpolation;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.PoolKind;

/**
 * THOP (pytorch-OpCounter): {@code thop/vision/basic_hooks.py} and {@code calc_func.py}. It hooks
 * modules, so additions and products of two activations are not seen. A norm is 2 per element and 4
 * where it is affine; adaptive average pooling is k² + 1 per output, softmax 3n − 1 per row of n.
 */
record Thop() implements Convention {
  @Override
  public Tool tool() {
    return new Tool(
        "thop", Unit.MAC, "no bias; batch norm 4 per element, average pool 1 per output");
  }

  @Override
  public long operations(Node node) {
    return switch (node.op()) {
      case Op.Composite composite -> composite(node, CompositeOp.of(composite));
      case Op.Conv _, Op.Linear _ -> MultiplyAccumulates.of(node);
      case Op.BatchNorm norm -> Elements.in(node, Elements.affine(norm) ? 4 : 2);
      case Op.LayerNorm norm -> Elements.in(node, norm.affine() ? 4 : 2);
      case Op.Pool pool -> pool.kind() == PoolKind.AVERAGE ? Elements.out(node) : 0;
      case Op.GlobalPool pool ->
          pool.kind() == PoolKind.AVERAGE
              ? Math.addExact(Elements.in(node), Elements.out(node))
              : 0;
      case Op.Resize resize ->
          Elements.out(node, resize.interpolation() == Interpolation.NEAREST ? 1 : 11);
      case Op.Softmax softmax -> softmax(node, softmax.axis());
      case Op.Source _, Op.MatMul _, Op.Pointwise _, Op.Broadcast _, Op.Movement _, Op.Reduce _ ->
          0;
    };
  }

  private long recorded(Node node, Recorded op) {
    return switch (op.type()) {
      case "Resize" ->
          Elements.out(node, Recordings.interpolation(op, 1, Recordings.linearOfThop(node), 259));
      case "MaxPool", "AveragePool" -> op.type().equals("AveragePool") ? Elements.out(node) : 0;
      case "InstanceNormalization", "GroupNormalization" -> Elements.in(node, 4);
      default -> Recordings.parts(this, op);
    };
  }

  private long composite(Node node, CompositeOp op) {
    return switch (op) {
      case ConvNd _ -> MultiplyAccumulates.of(node);
      case TransposedConv conv ->
          Transposed.perOutput(conv, node, node.inputShape().channels() / conv.groups());
      case Recorded recorded -> recorded(node, recorded);
      case AffineGrid _, DeformConv _, GridSample _, IndexedOp _, LpPool _, ArgExtreme _, TopK _ ->
          0;
      case Recurrent recurrent -> Recurrences.thop(recurrent, node);
      case Attention _, OverlappedBlocks _, RotaryEmbedding _ -> 0;
    };
  }

  private static long softmax(Node node, int axis) {
    long rows = Elements.in(node) / node.inputShape().dim(axis);
    return Math.subtractExact(Elements.in(node, 3), rows);
  }
}
