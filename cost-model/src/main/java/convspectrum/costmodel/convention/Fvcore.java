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
 * fvcore's {@code FlopCountAnalysis}: {@code fvcore/nn/flop_count.py} and {@code jit_handles.py}.
 * "Flop" is a MAC there. The tool warns of ops without a handle (activations, additions, pools over
 * windows, softmax) and counts 0 for them. Adaptive average pooling is our global average pool.
 * timm's column is this one.
 */
record Fvcore() implements Convention {
  @Override
  public Tool tool() {
    return new Tool(
        "fvcore", Unit.MAC, "no bias; batch norm 2 per element, global average pool 1 per input");
  }

  @Override
  public long operations(Node node) {
    return switch (node.op()) {
      case Op.Composite composite -> composite(node, CompositeOp.of(composite));
      case Op.Product _ -> MultiplyAccumulates.of(node);
      case Op.BatchNorm norm -> Elements.in(node, Elements.affine(norm) ? 2 : 1);
      case Op.LayerNorm norm -> Elements.in(node, norm.affine() ? 5 : 4);
      case Op.GlobalPool pool -> pool.kind() == PoolKind.AVERAGE ? Elements.in(node) : 0;
      case Op.Resize resize ->
          Elements.out(node, resize.interpolation() == Interpolation.NEAREST ? 1 : 4);
      case Op.Source _,
          Op.Softmax _,
          Op.Pool _,
          Op.Pointwise _,
          Op.Broadcast _,
          Op.Movement _,
          Op.Reduce _ ->
          0;
    };
  }

  private long recorded(Node node, Recorded op) {
    return switch (op.type()) {
      case "Resize" -> Elements.out(node, Recordings.nearestOrLinear(op, 1, 4));
      case "MaxPool", "AveragePool" -> 0;
      case "InstanceNormalization", "GroupNormalization" -> Elements.in(node, 5);
      default -> Recordings.parts(this, op);
    };
  }

  /**
   * Attention and recurrent layers are single ops of PyTorch, which have no handle. Whatever the
   * mode of a grid sample, it is taken for a linear one of pictures.
   */
  private long composite(Node node, CompositeOp op) {
    return switch (op) {
      case Recorded recorded -> recorded(node, recorded);
      case ConvNd _, TransposedConv _ -> MultiplyAccumulates.of(node);
      case GridSample _ -> Elements.out(node, 4);
      case AffineGrid _, DeformConv _, IndexedOp _, LpPool _, ArgExtreme _, TopK _ -> 0;
      case Attention _, OverlappedBlocks _, Recurrent _, RotaryEmbedding _ -> 0;
    };
  }
}
