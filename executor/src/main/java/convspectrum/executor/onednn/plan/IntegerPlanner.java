package convspectrum.executor.onednn.plan;

import convspectrum.executor.onednn.library.Attributes;
import convspectrum.executor.onednn.library.DataType;
import convspectrum.executor.onednn.library.Layout;
import convspectrum.executor.onednn.library.PostOps;
import convspectrum.executor.onednn.library.PrimitiveDescriptor;
import convspectrum.executor.onednn.library.Primitives;
import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.executor.vector.fuse.FusedUnit;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.Window;
import convspectrum.spec.quantised.LayerIntegers;
import convspectrum.spec.quantised.ValueScale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Plans layers that add products of bytes in 32 bits: unsigned values with one scale and zero
 * point, signed weights with a scale per output channel. The bias is real in oneDNN, and is added
 * behind the scales.
 */
final class IntegerPlanner {
  private final Draft draft;

  IntegerPlanner(Draft draft) {
    this.draft = draft;
  }

  /** A convolution or a linear layer, and the ReLU behind it. */
  void plan(FusedUnit unit, LayerIntegers layer) {
    Node node = unit.main();
    Node input = unit.inputs().getFirst();
    ValueScale inputScale = draft.rounding().scale(input).orElseThrow();
    Optional<ValueScale> resultScale = draft.rounding().scale(unit.result());
    PostOps postOps =
        unit.activation()
            .map(activation -> PostOps.NONE.then(EltwiseFunctions.of(activation)))
            .orElse(PostOps.NONE);
    SortedMap<Integer, Integer> masks = new TreeMap<>();
    SortedSet<Integer> zeros = new TreeSet<>();
    SortedMap<Integer, Value> arguments = new TreeMap<>();
    draft.rounding().add(Primitives.SOURCE, inputScale, masks, zeros, arguments);
    masks.put(Primitives.WEIGHTS, axesOfOutputs(node));
    arguments.put(
        Attributes.scale(Primitives.WEIGHTS), draft.stored(layer::scales, layer.scales().length));
    resultScale.ifPresent(
        scale -> draft.rounding().add(Primitives.DESTINATION, scale, masks, zeros, arguments));
    DataType result = resultScale.isPresent() ? DataType.U8 : DataType.F32;
    Layout bias =
        node.op() instanceof Op.Linear
            ? draft.plain(1, layer.scales().length)
            : draft.plain(layer.scales().length);
    Attributes attributes = new Attributes(postOps, masks, zeros);
    PrimitiveDescriptor descriptor =
        switch (node.op()) {
          case Op.Conv conv -> convolution(node, conv, bias, result, attributes);
          case Op.Linear linear -> product(input, linear, bias, result, attributes);
          default -> throw new IllegalArgumentException(node + " adds no products");
        };
    arguments.put(Primitives.SOURCE, source(input, node, descriptor.source()));
    arguments.put(
        Primitives.WEIGHTS,
        draft.storedBytes(given(node, descriptor), descriptor.weights(), layer::weights));
    arguments.put(Primitives.BIAS, draft.stored(bias, () -> bias(layer, inputScale)));
    Value value = draft.fresh(descriptor.destination());
    arguments.put(Primitives.DESTINATION, value);
    draft.add(descriptor, arguments, unit.nodes(), node.op() + " of bytes " + postOps.text());
    Layout seen =
        node.op() instanceof Op.Linear
            ? Layout.plain(draft.objects(), result, Draft.sizes(node.shape()))
            : value.layout();
    draft.define(unit.result(), new Value(value.buffer(), seen));
  }

  /**
   * The axes of the weights along which scales vary, as bits: the output channel, of a grouped
   * convolution the group too. Linear layers are products with weights (inputs, outputs), since
   * oneDNN's inner products have no zero points.
   */
  private static int axesOfOutputs(Node node) {
    return switch (node.op()) {
      case Op.Conv conv -> conv.groups() > 1 ? 0b11 : 0b1;
      default -> 0b10;
    };
  }

  /** The layout that the weights of a network have: outputs first. */
  private Layout given(Node node, PrimitiveDescriptor descriptor) {
    long[] sizes = descriptor.weights().sizes();
    return node.op() instanceof Op.Linear
        ? Layout.dense(draft.objects(), DataType.S8, sizes, new int[] {1, 0})
        : Layout.plain(draft.objects(), DataType.S8, sizes);
  }

  private PrimitiveDescriptor convolution(
      Node node, Op.Conv conv, Layout bias, DataType result, Attributes attributes) {
    if (conv.groups() > 1 && !attributes.zeroPoints().isEmpty() && hasWindowsOfPadding(conv)) {
      throw new UnsupportedGraphException(
          "%s has windows that lie in its padding alone, where oneDNN computes other sums of integers; try the runtime onnxruntime"
              .formatted(node.name()));
    }
    return draft
        .primitives()
        .convolution(
            any(DataType.U8, Draft.sizes(node.inputShape())),
            any(DataType.S8, ConvolutionPlanner.weightSizes(conv, node.inputShape().channels())),
            bias,
            any(result, Draft.sizes(node.shape())),
            ConvolutionPlanner.slides(conv.window()),
            attributes);
  }

  private PrimitiveDescriptor product(
      Node input, Op.Linear linear, Layout bias, DataType result, Attributes attributes) {
    long inputs = input.shape().dim(-1);
    long rows = input.shape().elements() / inputs;
    return draft
        .primitives()
        .matmul(
            Layout.plain(draft.objects(), DataType.U8, rows, inputs),
            any(DataType.S8, inputs, linear.outFeatures()),
            bias,
            Layout.plain(draft.objects(), result, rows, linear.outFeatures()),
            attributes);
  }

  /** Whether the padding of a side is as wide as the kernel. */
  private static boolean hasWindowsOfPadding(Op.Conv conv) {
    Window window = conv.window();
    Padding padding = window.padding();
    return Math.max(padding.top(), padding.bottom()) >= window.extentHeight()
        || Math.max(padding.left(), padding.right()) >= window.extentWidth();
  }

  private Layout any(DataType type, long... sizes) {
    return Layout.any(draft.objects(), type, sizes);
  }

  /** The bytes of the input in the layout that the layer wants. */
  private Value source(Node input, Node node, Layout wanted) {
    Value bytes = draft.storedValue(input);
    if (node.op() instanceof Op.Linear) {
      Layout plain = Layout.plain(draft.objects(), DataType.U8, Draft.sizes(input.shape()));
      return new Value(draft.inLayout(input, bytes, plain).buffer(), wanted);
    }
    return draft.inLayout(input, bytes, wanted);
  }

  /** The bias in real numbers. */
  private static float[] bias(LayerIntegers layer, ValueScale input) {
    float[] bias = new float[layer.bias().length];
    for (int k = 0; k < bias.length; k++) {
      bias[k] = (float) ((double) input.scale() * layer.scales()[k] * layer.bias()[k]);
    }
    return bias;
  }
}
