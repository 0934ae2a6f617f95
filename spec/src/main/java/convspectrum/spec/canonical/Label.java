package convspectrum.spec.canonical;

import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.List;

/** The hash of an op and its output shape, over the attributes that matter to its value. */
final class Label {
  private static final long INPUT = Hash.of("input");
  private static final long INTEGER_INPUT = Hash.of("integer-input");
  private static final long CONSTANT = Hash.of("constant");
  private static final long CONV = Hash.of("conv");
  private static final long LINEAR = Hash.of("linear");
  private static final long BATCH_NORM = Hash.of("batch-norm");
  private static final long LAYER_NORM = Hash.of("layer-norm");
  private static final long ACTIVATION = Hash.of("activation");
  private static final long POOL = Hash.of("pool");
  private static final long GLOBAL_POOL = Hash.of("global-pool");
  private static final long ADD = Hash.of("add");
  private static final long MULTIPLY = Hash.of("multiply");
  private static final long CONCAT = Hash.of("concat");
  private static final long SLICE = Hash.of("slice");
  private static final long SHUFFLE = Hash.of("channel-shuffle");
  private static final long PAD = Hash.of("pad");
  private static final long RESIZE = Hash.of("resize");
  private static final long SOFTMAX = Hash.of("softmax");
  private static final long MAT_MUL = Hash.of("mat-mul");
  private static final long TRANSPOSE = Hash.of("transpose");
  private static final long RESHAPE = Hash.of("reshape");
  private static final long SCALE = Hash.of("scale");
  private static final long CHANNEL_SCALE = Hash.of("channel-scale");
  private static final long IDENTITY = Hash.of("identity");
  private static final long GATHER = Hash.of("gather");
  private static final long ZERO = Hash.of("zero");
  private static final long UNARY = Hash.of("unary");
  private static final long BINARY = Hash.of("binary");
  private static final long WHERE = Hash.of("where");
  private static final long REDUCE = Hash.of("reduce");

  private Label() {}

  /**
   * The label of {@code op} on {@code inputs} with output {@code shape}. An input's is that of an
   * unnumbered input; its position is added by the caller.
   */
  static long of(Op op, List<Term> inputs, Shape shape) {
    return Hash.combine(attributes(op, inputs, shape), shape);
  }

  private static long attributes(Op op, List<Term> inputs, Shape shape) {
    return switch (op) {
      case Op.Input input -> input.integers() ? INTEGER_INPUT : INPUT;
      case Op.Constant constant -> Hash.combine(CONSTANT, constant.learned());
      case Op.Conv conv ->
          Hash.combine(Hash.combine(Hash.combine(CONV, conv.window()), conv.groups()), conv.bias());
      // A record's text has all its attributes, and is the same in every process.
      case Op.Composite composite -> Hash.of(composite.toString());
      case Op.Linear linear -> Hash.combine(LINEAR, linear.bias());
      case Op.BatchNorm norm ->
          Hash.combine(
              Hash.combine(Hash.combine(BATCH_NORM, norm.epsilon()), norm.scale()), norm.shift());
      case Op.LayerNorm norm -> layerNorm(norm);
      case Op.Activation activation -> activation(activation);
      case Op.Pool pool -> pool(pool, inputs.getFirst().shape, shape);
      case Op.GlobalPool pool -> Hash.combine(GLOBAL_POOL, Hash.of(pool.kind().name()));
      case Op.Add _ -> ADD;
      case Op.Multiply _ -> MULTIPLY;
      case Op.Concat concat -> Hash.combine(CONCAT, concat.axis());
      case Op.Slice slice ->
          Hash.combine(Hash.combine(Hash.combine(SLICE, slice.axis()), slice.start()), slice.end());
      case Op.ChannelShuffle shuffle -> Hash.combine(SHUFFLE, shuffle.groups());
      case Op.Pad pad -> Hash.combine(Hash.combine(PAD, pad.padding()), pad.value() + 0.0);
      case Op.Resize resize -> Hash.combine(RESIZE, Hash.of(resize.interpolation().name()));
      case Op.Softmax softmax -> Hash.combine(SOFTMAX, softmax.axis());
      case Op.MatMul _ -> MAT_MUL;
      case Op.Transpose transpose -> integers(TRANSPOSE, transpose.permutation());
      case Op.Reshape _ -> RESHAPE;
      case Op.Scale scale -> Hash.combine(SCALE, scale.factor());
      case Op.ChannelScale scale -> Hash.combine(CHANNEL_SCALE, scale.init());
      case Op.Identity _ -> IDENTITY;
      case Op.Gather gather -> Hash.combine(GATHER, gather.axis());
      case Op.Zero _ -> ZERO;
      case Op.Unary unary -> Hash.combine(UNARY, Hash.of(unary.function().name()));
      case Op.Binary binary -> Hash.combine(BINARY, Hash.of(binary.function().name()));
      case Op.Where _ -> WHERE;
      case Op.Reduce reduce ->
          integers(Hash.combine(REDUCE, Hash.of(reduce.function().name())), reduce.axes());
    };
  }

  private static long layerNorm(Op.LayerNorm norm) {
    return Hash.combine(
        integers(Hash.combine(LAYER_NORM, norm.epsilon()), norm.axes()), norm.affine());
  }

  private static long integers(long hash, List<Integer> values) {
    long result = Hash.combine(hash, values.size());
    for (int value : values) {
      result = Hash.combine(result, value);
    }
    return result;
  }

  /** CLIP(0, 6) is ReLU6, and leaky ReLU of slope 0 is ReLU. */
  private static long activation(Op.Activation activation) {
    double alpha = activation.alpha() + 0.0;
    double beta = activation.beta() + 0.0;
    return switch (activation.function()) {
      case LEAKY_RELU ->
          alpha == 0
              ? function(ActivationFunction.RELU)
              : Hash.combine(function(ActivationFunction.LEAKY_RELU), alpha);
      case ELU -> Hash.combine(function(ActivationFunction.ELU), alpha);
      case CLIP ->
          alpha == 0 && beta == 6
              ? function(ActivationFunction.RELU6)
              : Hash.combine(Hash.combine(function(ActivationFunction.CLIP), alpha), beta);
      case RELU,
          RELU6,
          SELU,
          SIGMOID,
          HARD_SIGMOID,
          TANH,
          SILU,
          HARD_SWISH,
          GELU,
          GELU_TANH,
          MISH,
          SOFTPLUS ->
          function(activation.function());
    };
  }

  private static long function(ActivationFunction function) {
    return Hash.combine(ACTIVATION, Hash.of(function.name()));
  }

  /** How a border is counted matters to an average that has a border. */
  private static long pool(Op.Pool pool, Shape input, Shape output) {
    Window window = pool.window();
    boolean extraWindow =
        window.outputHeight(input.height()) != output.height()
            || window.outputWidth(input.width()) != output.width();
    boolean border = extraWindow || !window.padding().equals(Padding.NONE);
    boolean average = pool.kind() == PoolKind.AVERAGE;
    long hash = Hash.combine(Hash.combine(POOL, Hash.of(pool.kind().name())), window);
    return Hash.combine(hash, average && border && pool.countIncludePad());
  }
}
