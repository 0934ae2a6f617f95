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
 * DeepSpeed's flops profiler: {@code deepspeed/profiling/flops_profiler/profiler.py}. The bias of a
 * linear layer is not counted, that of a convolution is. Activations that the profiler does not
 * patch (sigmoid, tanh, hard swish, mish, …) are 0. A resize is 1 per output, as with a scale
 * factor.
 */
record DeepSpeed() implements Convention {
  @Override
  public Tool tool() {
    return new Tool(
        "deepspeed",
        Unit.FLOP,
        "a MAC is two; convolution bias 1 per output; batch norm 2, activation and addition 1 per element, pool 1 per input");
  }

  @Override
  public long operations(Node node) {
    return switch (node.op()) {
      case Op.Composite composite -> composite(node, CompositeOp.of(composite));
      case Op.Conv conv ->
          Math.addExact(
              Elements.twice(MultiplyAccumulates.of(node)), Elements.bias(node, conv.bias()));
      case Op.Linear _, Op.MatMul _ -> Elements.twice(MultiplyAccumulates.of(node));
      case Op.BatchNorm norm -> Elements.in(node, norm.scale() ? 2 : 1);
      case Op.LayerNorm norm -> Elements.in(node, norm.affine() ? 5 : 4);
      case Op.Pool _, Op.GlobalPool _, Op.Softmax _ -> Elements.in(node);
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
      case "InstanceNormalization", "GroupNormalization" -> Elements.in(node, 5);
      default -> Recordings.parts(this, op);
    };
  }

  private long composite(Node node, CompositeOp op) {
    return switch (op) {
      case ConvNd conv ->
          Math.addExact(
              Elements.twice(MultiplyAccumulates.of(node)), Elements.bias(node, conv.bias()));
      case TransposedConv conv -> Transposed.deepSpeed(conv, node.inputShape());
      case Recorded recorded -> recorded(node, recorded);
      case AffineGrid _, DeformConv _, GridSample _, IndexedOp _, LpPool _, ArgExtreme _, TopK _ ->
          0;
      case Attention _ -> Elements.twice(MultiplyAccumulates.of(node));
      case Recurrent recurrent -> Recurrences.deepSpeed(recurrent, node);
      case OverlappedBlocks _, RotaryEmbedding _ -> 0;
    };
  }
}
