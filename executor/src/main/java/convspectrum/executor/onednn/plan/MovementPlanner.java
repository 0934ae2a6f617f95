package convspectrum.executor.onednn.plan;

import convspectrum.executor.onednn.library.Attributes;
import convspectrum.executor.onednn.library.DataType;
import convspectrum.executor.onednn.library.Layout;
import convspectrum.executor.onednn.library.OneDnnException;
import convspectrum.executor.onednn.library.PrimitiveDescriptor;
import convspectrum.executor.onednn.library.Primitives;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Plans what moves or fills elements; what can be a view of the same memory has no step. Bytes move
 * as they are: the result has the scale of its operand.
 */
final class MovementPlanner {
  private final Draft draft;
  private final DataType type;

  /**
   * @param type what is moved, real numbers or bytes
   */
  MovementPlanner(Draft draft, DataType type) {
    this.draft = draft;
    this.type = type;
  }

  private Value value(Node node) {
    return type == DataType.F32 ? draft.value(node) : draft.storedValue(node);
  }

  private Layout plainLayout(long... sizes) {
    return Layout.plain(draft.objects(), type, sizes);
  }

  private Value plain(Node node) {
    return draft.inLayout(node, value(node), plainLayout(Draft.sizes(node.shape())));
  }

  void concat(Node node, int axis) {
    List<Value> values = node.inputs().stream().map(this::value).toList();
    SortedMap<Integer, Value> arguments = new TreeMap<>();
    for (int i = 0; i < values.size(); i++) {
      arguments.put(Primitives.MULTIPLE_SOURCE + i, values.get(i));
    }
    PrimitiveDescriptor descriptor =
        draft
            .primitives()
            .concat(
                Layout.any(draft.objects(), type, Draft.sizes(node.shape())),
                axis,
                values.stream().map(Value::layout).toList());
    Value result = draft.fresh(descriptor.destination());
    arguments.put(Primitives.DESTINATION, result);
    draft.add(descriptor, arguments, List.of(node), "axis " + axis);
    draft.define(node, result);
  }

  void slice(Node node, Op.Slice slice) {
    Node input = node.inputs().getFirst();
    long[] sizes = Draft.sizes(node.shape());
    long[] offsets = new long[sizes.length];
    offsets[slice.axis()] = slice.start();
    Value source = value(input);
    Layout part;
    try {
      part = source.layout().part(sizes, offsets);
    } catch (OneDnnException e) {
      // The part begins inside a block of channels.
      source = plain(input);
      part = source.layout().part(sizes, offsets);
    }
    Value result = draft.fresh(unblocked(source.layout(), sizes));
    draft.copy(node, new Value(source.buffer(), part), result);
    draft.define(node, result);
  }

  void shuffle(Node node, Op.ChannelShuffle shuffle) {
    if (type == DataType.U8) {
      turn(node, shuffle);
      return;
    }
    Value source = value(node.inputs().getFirst());
    Value result = draft.fresh(source.layout());
    long columns = node.shape().channels() / shuffle.groups();
    SortedMap<Integer, Value> arguments = new TreeMap<>();
    arguments.put(Primitives.SOURCE, source);
    arguments.put(Primitives.DESTINATION, result);
    draft.add(
        draft.primitives().shuffle(source.layout(), result.layout(), 1, columns),
        arguments,
        List.of(node),
        shuffle.toString());
    draft.define(node, result);
  }

  /**
   * For bytes oneDNN has no kernel that shuffles: the channels are seen as two axes, which a copy
   * exchanges.
   */
  private void turn(Node node, Op.ChannelShuffle shuffle) {
    Node input = node.inputs().getFirst();
    long[] sizes = Draft.sizes(node.shape());
    Layout layout = unblocked(value(input).layout(), sizes);
    Value source = draft.inLayout(input, value(input), layout);
    Value result = draft.fresh(layout);
    long groups = shuffle.groups();
    long each = sizes[1] / groups;
    long[] strides = layout.strides();
    long[] parts = {sizes[0], groups, each, sizes[2], sizes[3]};
    long[] from = {strides[0], strides[1] * each, strides[1], strides[2], strides[3]};
    long[] to = {strides[0], strides[1], strides[1] * groups, strides[2], strides[3]};
    Layout read = Layout.strided(draft.objects(), type, parts, from);
    Layout written = Layout.strided(draft.objects(), type, parts, to);
    SortedMap<Integer, Value> arguments = new TreeMap<>();
    arguments.put(Primitives.SOURCE, new Value(source.buffer(), read));
    arguments.put(Primitives.DESTINATION, new Value(result.buffer(), written));
    draft.add(
        draft.primitives().reorder(read, written, Attributes.NONE),
        arguments,
        List.of(node),
        shuffle.toString());
    draft.define(node, result);
  }

  /** The border is filled once: no step writes it. */
  void pad(Node node, Op.Pad pad) {
    Value source = value(node.inputs().getFirst());
    Padding padding = pad.padding();
    long[] sizes = Draft.sizes(node.shape());
    Layout layout = unblocked(source.layout(), sizes);
    Value result =
        type == DataType.F32
            ? draft.stored(layout, () -> filled(node, (float) pad.value()))
            : draft.storedBytes(plainLayout(sizes), layout, () -> zeros(node));
    Layout inside =
        layout.part(
            Draft.sizes(node.inputShape()), new long[] {0, 0, padding.top(), padding.left()});
    draft.copy(node, source, new Value(result.buffer(), inside));
    draft.define(node, result);
  }

  private static float[] filled(Node node, float value) {
    float[] filled = new float[Math.toIntExact(node.shape().elements())];
    Arrays.fill(filled, value);
    return filled;
  }

  /** The bytes that stand for zeros. */
  private byte[] zeros(Node node) {
    byte[] filled = new byte[Math.toIntExact(node.shape().elements())];
    Arrays.fill(filled, (byte) draft.rounding().scale(node).orElseThrow().zeroPoint());
    return filled;
  }

  /** The axes in another order, in the same memory. */
  void transpose(Node node, Op.Transpose transpose) {
    Node input = node.inputs().getFirst();
    Value source = value(input).layout().isBlocked() ? plain(input) : value(input);
    long[] strides = source.layout().strides();
    long[] turned = new long[strides.length];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = strides[transpose.permutation().get(i)];
    }
    Layout layout = Layout.strided(draft.objects(), type, Draft.sizes(node.shape()), turned);
    draft.define(node, new Value(source.buffer(), layout));
  }

  void reshape(Node node) {
    Value value = plain(node.inputs().getFirst());
    draft.define(node, new Value(value.buffer(), plainLayout(Draft.sizes(node.shape()))));
  }

  void zero(Node node) {
    int elements = Math.toIntExact(node.shape().elements());
    draft.define(node, draft.stored(() -> new float[elements], Draft.sizes(node.shape())));
  }

  /** The axes in the order of a layout, without blocks. */
  Layout unblocked(Layout like, long[] sizes) {
    return like.isBlocked()
        ? plainLayout(sizes)
        : Layout.dense(draft.objects(), type, sizes, like.order());
  }
}
