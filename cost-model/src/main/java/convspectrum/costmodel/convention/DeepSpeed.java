package convspectrum.costmodel.convention;

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
  public String name() {
    return "deepspeed";
  }

  @Override
  public Unit unit() {
    return Unit.FLOP;
  }

  @Override
  public String policy() {
    return "a MAC is two; convolution bias 1 per output; batch norm 2, activation and addition 1 per element, pool 1 per input";
  }

  @Override
  public long operations(Node node) {
    return switch (node.op()) {
      case Op.Conv conv ->
          Math.addExact(
              Elements.twice(MultiplyAccumulates.of(node)), Elements.bias(node, conv.bias()));
      case Op.Linear _, Op.MatMul _ -> Elements.twice(MultiplyAccumulates.of(node));
      case Op.BatchNorm norm -> Elements.in(node, norm.scale() ? 2 : 1);
      case Op.LayerNorm norm -> Elements.in(node, norm.affine() ? 5 : 4);
      case Op.Pool _, Op.GlobalPool _, Op.Softmax _ -> Elements.in(node);
      case Op.Activation activation -> activation(activation, node);
      case Op.Add _, Op.Multiply _ -> Elements.binary(node);
      case Op.Resize _, Op.Scale _, Op.ChannelScale _ -> Elements.out(node);
      case Op.Source _, Op.Unary _, Op.Binary _, Op.Where _, Op.Movement _, Op.Reduce _ -> 0;
    };
  }

  private static long activation(Op.Activation activation, Node node) {
    return switch (activation.function()) {
      case RELU, RELU6, LEAKY_RELU, ELU, SILU, GELU, GELU_TANH -> Elements.out(node);
      case SELU, SIGMOID, HARD_SIGMOID, TANH, HARD_SWISH, MISH, SOFTPLUS, CLIP -> 0;
    };
  }
}
