package convspectrum.spec.graph;

import java.util.List;
import java.util.OptionalInt;

/**
 * An operation: a primitive one, or a {@link Composite}. The set is closed: every consumer switches
 * over it without a {@code default}, so that an operation that one of them forgot does not compile.
 * Primitive ops hold attributes only; what they learn is in {@link ParameterSlot}, their output
 * shape in {@link ShapeInference}.
 *
 * <p>Ops that most consumers treat alike form a family, and a consumer may have one case for it.
 * Such a case also takes the ops that join the family later; {@code OpConsumersTest} lists what
 * each consumer decides about each op, and fails until somebody has looked at the new one.
 */
public sealed interface Op {
  /** What it is called in tables, profiles and messages: {@code BatchNorm}. */
  default String typeName() {
    return getClass().getSimpleName();
  }

  /** Has no input: it brings a tensor in. */
  sealed interface Source extends Op {}

  /** Multiplies and accumulates: what papers count as the cost of a network. */
  sealed interface Product extends Op {}

  /** Brings values of one input to a common scale; the shape stays. */
  sealed interface Norm extends Op {}

  /** Makes (N, C, H, W) of another height and width, each channel by itself. */
  sealed interface Resampling extends Op {}

  /** A function of each element of one input; the shape stays. */
  sealed interface Pointwise extends Op {}

  /** A function of the elements of several inputs, broadcast as NumPy does. */
  sealed interface Broadcast extends Op {}

  /** Moves or fills elements, and computes none. */
  sealed interface Movement extends Op {}

  /** Its result has the elements of its input in the same order, so that nothing need be moved. */
  sealed interface View extends Movement {}

  /**
   * One op in files, tables and runtimes that a definition makes of several primitive ones. What it
   * gives and stores it says itself, so that consumers treat all composites alike; the records are
   * in the package {@code spec.composite}, together with their definitions.
   */
  non-sealed interface Composite extends Op {
    /**
     * The shape of its result.
     *
     * @throws ShapeException where it does not take inputs of these shapes
     */
    Shape shape(List<Shape> inputs);

    /** The tensors that it stores, in the layout that PyTorch and ONNX have them in. */
    List<ParameterSlot> parameters(List<Shape> inputs);

    /** The multiply-accumulates of its products; 0 if it has none. */
    long macs(List<Shape> inputs);

    /** The number of places that an input chooses from; empty where it names none. */
    default OptionalInt places(int input, List<Shape> inputs) {
      return OptionalInt.empty();
    }

    /**
     * The number of products that are added up in one element of the result, on average: what
     * He-normal weights of this slot are scaled with.
     */
    default double fanIn(ParameterSlot slot) {
      Shape shape = slot.shape();
      return shape.rank() == 0 ? 1 : shape.elements() / (double) shape.dim(0);
    }
  }

  /**
   * An input of the graph, of the given shape. One of {@code integers} holds ids, places or truth
   * values: whole numbers.
   */
  record Input(Shape shape, boolean integers) implements Source {
    /** An input of real numbers. */
    public Input(Shape shape) {
      this(shape, false);
    }
  }

  /** A stored tensor; {@code learned} ones are parameters. */
  record Constant(Shape shape, boolean learned) implements Source {}

  /**
   * A 2-D convolution of (N, C, H, W) with weights (outChannels, C / groups, K_h, K_w). {@code
   * groups} = 1 is a regular convolution, {@code groups} = C a depthwise one.
   */
  record Conv(int outChannels, Window window, int groups, boolean bias) implements Product {
    public Conv {
      if (outChannels < 1 || groups < 1) {
        throw new ShapeException(
            "convolution with " + outChannels + " output channels in " + groups + " groups");
      }
    }
  }

  /** y = xWᵀ + b over the last axis, with weights (outFeatures, inFeatures). */
  record Linear(int outFeatures, boolean bias) implements Product {
    public Linear {
      if (outFeatures < 1) {
        throw new ShapeException("linear layer with " + outFeatures + " outputs");
      }
    }
  }

  /** The product of the last two axes of two activations; the leading ones are broadcast. */
  record MatMul() implements Product {}

  /**
   * (x − mean) / √(variance + ε) per channel (axis 1), then γ where {@code scale}, then β where
   * {@code shift}.
   */
  record BatchNorm(double epsilon, boolean scale, boolean shift) implements Norm {}

  /**
   * Normalises over {@code axes} (ascending, non-negative) with the biased variance of each sample;
   * γ and β have the shape of those axes. {@code [1]} is ConvNeXt's norm over channels at each
   * position of NCHW.
   */
  record LayerNorm(List<Integer> axes, double epsilon, boolean affine) implements Norm {
    public LayerNorm {
      axes = List.copyOf(axes);
      if (axes.isEmpty() || !axes.stream().sorted().distinct().toList().equals(axes)) {
        throw new ShapeException("layer norm over axes " + axes + "; expected ascending axes");
      }
    }
  }

  /** eˣ / Σ eˣ along an axis. */
  record Softmax(int axis) implements Norm {}

  /**
   * A pool over windows of (N, C, H, W). With {@code ceil} the last window may reach over the
   * padded border, as long as it starts inside the input or the leading padding (PyTorch's rule).
   * {@code countIncludePad}: an average divides by the padded window, not by the pixels inside the
   * input.
   */
  record Pool(PoolKind kind, Window window, boolean ceil, boolean countIncludePad)
      implements Resampling {
    /** A window that lies in the padding alone would have no largest value and no mean. */
    public Pool {
      window.requirePaddingBelowKernel();
    }
  }

  /** Reduces height and width of (N, C, H, W) to 1. */
  record GlobalPool(PoolKind kind) implements Resampling {}

  /** Height and width of (N, C, H, W) brought to a size. */
  record Resize(int height, int width, Interpolation interpolation) implements Resampling {}

  /**
   * A pointwise function; α and β matter to {@code LEAKY_RELU}, {@code ELU} and {@code CLIP} only,
   * else are 0.
   */
  record Activation(ActivationFunction function, double alpha, double beta) implements Pointwise {
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

  /** A pointwise function of one input. */
  record Unary(UnaryFunction function) implements Pointwise {}

  /** The input times a constant. */
  record Scale(double factor) implements Pointwise {}

  /**
   * The input times a learned factor per channel (axis 1), initialised with {@code init}:
   * ConvNeXt's layer scale.
   */
  record ChannelScale(double init) implements Pointwise {}

  /** The sum of two or more inputs, broadcast as NumPy does. */
  record Add() implements Broadcast {}

  /** The product of two or more inputs, broadcast as NumPy does. */
  record Multiply() implements Broadcast {}

  /** A pointwise function of two inputs, broadcast as NumPy does. */
  record Binary(BinaryFunction function) implements Broadcast {}

  /** The second input where the first is not 0, else the third; broadcast as NumPy does. */
  record Where() implements Broadcast {}

  /** Inputs joined along an axis. */
  record Concat(int axis) implements Movement {}

  /** Elements {@code start} to {@code end} (exclusive) of an axis. */
  record Slice(int axis, int start, int end) implements Movement {}

  /** (N, g·c, H, W) seen as (g, c), transposed to (c, g): ShuffleNet's channel shuffle. */
  record ChannelShuffle(int groups) implements Movement {}

  /** {@code value} around the two spatial axes of (N, C, H, W). */
  record Pad(Padding padding, double value) implements Movement {}

  /** The axes in another order: output axis i is input axis {@code permutation[i]}. */
  record Transpose(List<Integer> permutation) implements Movement {
    public Transpose {
      permutation = List.copyOf(permutation);
    }
  }

  /**
   * The places along {@code axis} of the first input that the second input names, whose axes stand
   * instead of that axis: of a table (50, 16) and ids (1, 8) the rows (1, 8, 16). Places are whole
   * numbers from −size to size − 1; negative ones count from the end.
   */
  record Gather(int axis) implements Movement {}

  /** Zeros of the input's shape. */
  record Zero() implements Movement {}

  /** The same elements, row-major, in another shape. */
  record Reshape(Shape shape) implements View {}

  /**
   * The input itself. Training drops elements of it at the rate {@code dropout}; everything else
   * here is inference, to which the rate makes no difference.
   */
  record Identity(double dropout) implements View {
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

  /** Many values to one over {@code axes} (ascending, non-negative), each of which keeps size 1. */
  record Reduce(Reduction function, List<Integer> axes) implements Op {
    public Reduce {
      axes = List.copyOf(axes);
    }
  }
}
