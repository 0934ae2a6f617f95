package convspectrum.spec.quantised;

import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Interpolation;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.PoolKind;

/** What an op is in a network of 8-bit integers. */
public enum Int8Form {
  /** Brings values in. */
  SOURCE,
  /** Adds products of 8-bit integers in 32 bits: convolutions and linear layers. */
  SUMS,
  /** Computes integers of integers whose scales may all differ. */
  VALUES,
  /** Cuts values off at 0, and perhaps above; one with the op before it. */
  CLAMP,
  /** Takes integers as they are, so that its result has the scale of its input. */
  SAME,
  /** Computes with real numbers. */
  NONE;

  /** The form of an op. ONNX Runtime 1.29 has kernels for all of them. */
  public static Int8Form of(Op op) {
    return switch (op) {
      case Op.Source _ -> SOURCE;
      case Op.Conv _, Op.Linear _ -> SUMS;
      case Op.Add _, Op.Multiply _, Op.Concat _ -> VALUES;
      case Op.Activation activation -> activation(activation);
      case Op.Pool pool -> pool.kind() == PoolKind.MAX ? SAME : VALUES;
      case Op.GlobalPool pool -> pool.kind() == PoolKind.MAX ? SAME : VALUES;
      case Op.Resize resize -> resize.interpolation() == Interpolation.NEAREST ? SAME : NONE;
      case Op.Pad pad -> pad.value() == 0 ? SAME : NONE;
      case Op.View _, Op.Transpose _, Op.Slice _, Op.ChannelShuffle _ -> SAME;
      case Op.Composite _,
          Op.Product _,
          Op.Norm _,
          Op.Unary _,
          Op.Scale _,
          Op.ChannelScale _,
          Op.Broadcast _,
          Op.Movement _,
          Op.Reduce _ ->
          NONE;
    };
  }

  private static Int8Form activation(Op.Activation activation) {
    ActivationFunction function = activation.function();
    return switch (function) {
      case RELU, RELU6 -> CLAMP;
      case CLIP -> activation.alpha() <= 0 && activation.beta() >= 0 ? CLAMP : NONE;
      case SIGMOID, LEAKY_RELU -> VALUES;
      case ELU, SELU, HARD_SIGMOID, TANH, SILU, HARD_SWISH, GELU, GELU_TANH, MISH, SOFTPLUS -> NONE;
    };
  }
}
