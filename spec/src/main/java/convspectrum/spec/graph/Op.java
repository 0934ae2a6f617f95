package convspectrum.spec.graph;

import java.util.List;

/**
 * A primitive operation. The set is closed: every consumer switches over it without a {@code
 * default}, so that an operation that one of them forgot does not compile. Ops hold attributes
 * only; what they learn is in {@link ParameterSlot}, their output shape in {@link ShapeInference}.
 */
public sealed interface Op {

  /** An input of the graph, of the given shape. */
  record Input(Shape shape) implements Op {}

  /** A stored tensor; {@code learned} ones are parameters. */
  record Constant(Shape shape, boolean learned) implements Op {}

  /**
   * A 2-D convolution of (N, C, H, W) with weights (outChannels, C / groups, K_h, K_w). {@code
   * groups} = 1 is a regular convolution, {@code groups} = C a depthwise one.
   */
  record Conv(int outChannels, Window window, int groups, boolean bias) implements Op {
    public Conv {
      if (outChannels < 1 || groups < 1) {
        throw new ShapeException(
            "convolution with " + outChannels + " output channels in " + groups + " groups");
      }
    }
  }

  /** y = xWᵀ + b over the last axis, with weights (outFeatures, inFeatures). */
  record Linear(int outFeatures, boolean bias) implements Op {
    public Linear {
      if (outFeatures < 1) {
        throw new ShapeException("linear layer with " + outFeatures + " outputs");
      }
    }
  }

  /**
   * (x − mean) / √(variance + ε) per channel (axis 1), then γ where {@code scale}, then β where
   * {@code shift}.
   */
  record BatchNorm(double epsilon, boolean scale, boolean shift) implements Op {}

  /**
   * Normalises over {@code axes} (ascending, non-negative) with the biased variance of each sample;
   * γ and β have the shape of those axes. {@code [1]} is ConvNeXt's norm over channels at each
   * position of NCHW.
   */
  record LayerNorm(List<Integer> axes, double epsilon, boolean affine) implements Op {
    public LayerNorm {
      axes = List.copyOf(axes);
      if (axes.isEmpty() || !axes.stream().sorted().distinct().toList().equals(axes)) {
        throw new ShapeException("layer norm over axes " + axes + "; expected ascending axes");
      }
    }
  }

  /**
   * A pointwise function; α and β matter to {@code LEAKY_RELU}, {@code ELU} and {@code CLIP} only,
   * else are 0.
   */
  record Activation(ActivationFunction function, double alpha, double beta) implements Op {
    /** A function without parameters, or with the usual ones (leaky ReLU 0.01, ELU 1). */
    public static Activation of(ActivationFunction function) {
      double alpha =
          switch (function) {
            case LEAKY_RELU -> 0.01;
            case ELU -> 1;
            default -> 0;
          };
      return new Activation(function, alpha, 0);
    }
  }

  /**
   * A pool over windows of (N, C, H, W). With {@code ceil} the last window may reach over the
   * padded border, as long as it starts inside the input or the leading padding (PyTorch's rule).
   * {@code countIncludePad}: an average divides by the padded window, not by the pixels inside the
   * input.
   */
  record Pool(PoolKind kind, Window window, boolean ceil, boolean countIncludePad) implements Op {}

  /** Reduces height and width of (N, C, H, W) to 1. */
  record GlobalPool(PoolKind kind) implements Op {}

  /** The sum of two or more inputs, broadcast as NumPy does. */
  record Add() implements Op {}

  /** The product of two or more inputs, broadcast as NumPy does. */
  record Multiply() implements Op {}

  /** Inputs joined along an axis. */
  record Concat(int axis) implements Op {}

  /** Elements {@code start} to {@code end} (exclusive) of an axis. */
  record Slice(int axis, int start, int end) implements Op {}

  /** (N, g·c, H, W) seen as (g, c), transposed to (c, g): ShuffleNet's channel shuffle. */
  record ChannelShuffle(int groups) implements Op {}

  /** {@code value} around the two spatial axes of (N, C, H, W). */
  record Pad(Padding padding, double value) implements Op {}

  /** Height and width of (N, C, H, W) brought to a size. */
  record Resize(int height, int width, Interpolation interpolation) implements Op {}

  /** eˣ / Σ eˣ along an axis. */
  record Softmax(int axis) implements Op {}

  /** The product of the last two axes of two activations; the leading ones are broadcast. */
  record MatMul() implements Op {}

  /** The axes in another order: output axis i is input axis {@code permutation[i]}. */
  record Transpose(List<Integer> permutation) implements Op {
    public Transpose {
      permutation = List.copyOf(permutation);
    }
  }

  /** The same elements, row-major, in another shape. */
  record Reshape(Shape shape) implements Op {}

  /** Times a constant. */
  record Scale(double factor) implements Op {}

  /**
   * Times a learned factor per channel (axis 1), initialised with {@code init}: ConvNeXt's layer
   * scale.
   */
  record ChannelScale(double init) implements Op {}

  /**
   * The input itself. Training drops elements of it at the rate {@code dropout}; everything else
   * here is inference, to which the rate makes no difference.
   */
  record Identity(double dropout) implements Op {
    public Identity {
      if (!(dropout >= 0 && dropout < 1)) {
        throw new ShapeException("dropout of " + dropout + "; expected at least 0 and below 1");
      }
    }

    /** The input itself, in training too. */
    public Identity() {
      this(0);
    }
  }

  /** Zeros of the input's shape. */
  record Zero() implements Op {}

  /** A pointwise function of one input. */
  record Unary(UnaryFunction function) implements Op {}

  /** A pointwise function of two inputs, broadcast as NumPy does. */
  record Binary(BinaryFunction function) implements Op {}

  /** The second input where the first is not 0, else the third; broadcast as NumPy does. */
  record Where() implements Op {}

  /** Many values to one over {@code axes} (ascending, non-negative), each of which keeps size 1. */
  record Reduce(Reduction function, List<Integer> axes) implements Op {
    public Reduce {
      axes = List.copyOf(axes);
    }
  }
}
