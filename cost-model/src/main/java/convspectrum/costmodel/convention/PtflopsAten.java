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
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;

/**
 * ptflops with its aten backend: {@code ptflops/aten_ops.py}, which sees convolutions and matrix
 * products alone.
 */
record PtflopsAten() implements Convention {
  @Override
  public Tool tool() {
    return new Tool(
        "ptflops-aten",
        Unit.MAC,
        "bias 1 per output; norms, activations and pooling are not counted");
  }

  @Override
  public long operations(Node node) {
    return switch (node.op()) {
      case Op.Composite composite -> composite(node, CompositeOp.of(composite));
      case Op.Conv conv ->
          Math.addExact(MultiplyAccumulates.of(node), Elements.bias(node, conv.bias()));
      case Op.Linear linear ->
          Math.addExact(MultiplyAccumulates.of(node), Elements.bias(node, linear.bias()));
      case Op.MatMul _ -> MultiplyAccumulates.of(node);
      case Op.Source _,
          Op.Norm _,
          Op.Resampling _,
          Op.Pointwise _,
          Op.Broadcast _,
          Op.Movement _,
          Op.Reduce _ ->
          0;
    };
  }

  private static long composite(Node node, CompositeOp op) {
    return switch (op) {
      case ConvNd conv ->
          Math.addExact(MultiplyAccumulates.of(node), Elements.bias(node, conv.bias()));
      case TransposedConv conv ->
          Math.addExact(MultiplyAccumulates.of(node), Elements.bias(node, conv.bias()));
      case AffineGrid _, Recorded _ -> MultiplyAccumulates.of(node);
      case DeformConv _, GridSample _, IndexedOp _, LpPool _, ArgExtreme _, TopK _ -> 0;
      case Recurrent _ -> MultiplyAccumulates.of(node);
      case Attention _, OverlappedBlocks _, RotaryEmbedding _ -> 0;
    };
  }
}
