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
 * ptflops with its pytorch backend: {@code ptflops/pytorch_ops.py}. The bias of a linear layer is
 * added once per feature however many rows there are. Layer norm has no attribute {@code affine},
 * so it is 1 per element. Activations that the tool has no hook for (sigmoid, tanh, hard swish,
 * mish, …) are 0.
 */
record Ptflops() implements Convention {
  @Override
  public Tool tool() {
    return new Tool(
        "ptflops",
        Unit.MAC,
        "bias 1 per output; batch norm 2, activation and addition 1 per element, pool 1 per input");
  }

  @Override
  public long operations(Node node) {
    return switch (node.op()) {
      case Op.Composite composite -> composite(node, CompositeOp.of(composite));
      case Op.Conv conv ->
          Math.addExact(MultiplyAccumulates.of(node), Elements.bias(node, conv.bias()));
      case Op.Linear linear ->
          Math.addExact(MultiplyAccumulates.of(node), linear.bias() ? linear.outFeatures() : 0);
      case Op.MatMul _ -> MultiplyAccumulates.of(node);
      case Op.BatchNorm norm -> Elements.in(node, Elements.affine(norm) ? 2 : 1);
      case Op.LayerNorm _, Op.Pool _, Op.GlobalPool _, Op.Softmax _ -> Elements.in(node);
      case Op.Activation activation -> Elements.patched(node, activation);
      case Op.Add _, Op.Multiply _ -> Elements.binary(node);
      case Op.Resize _, Op.Scale _, Op.ChannelScale _ -> Elements.out(node);
      case Op.Source _, Op.Unary _, Op.Binary _, Op.Where _, Op.Movement _, Op.Reduce _ -> 0;
    };
  }

  private long recorded(Node node, Recorded op) {
    return switch (op.type()) {
      case "Resize" -> Elements.out(node);
      case "MaxPool", "AveragePool" -> Elements.in(node);
      case "InstanceNormalization", "GroupNormalization" -> Elements.in(node, 2);
      default -> Recordings.parts(this, op);
    };
  }

  private long composite(Node node, CompositeOp op) {
    return switch (op) {
      case ConvNd conv ->
          Math.addExact(MultiplyAccumulates.of(node), Elements.bias(node, conv.bias()));
      case TransposedConv conv ->
          Math.addExact(
              Transposed.perOutput(conv, node, node.inputShape().channels() / conv.groups()),
              Elements.bias(node, conv.bias()));
      case Recorded recorded -> recorded(node, recorded);
      case AffineGrid _, DeformConv _, GridSample _, IndexedOp _, LpPool _, ArgExtreme _, TopK _ ->
          0;
      case Recurrent recurrent -> Recurrences.ptflops(recurrent, node);
      case Attention _, OverlappedBlocks _, RotaryEmbedding _ -> 0;
    };
  }
}
