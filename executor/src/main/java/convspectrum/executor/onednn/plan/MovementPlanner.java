package convspectrum.executor.onednn.plan;

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

/** Plans what moves or fills elements; what can be a view of the same memory has no step. */
final class MovementPlanner {
  private final Draft draft;

  MovementPlanner(Draft draft) {
    this.draft = draft;
  }

  void concat(Node node, int axis) {
    List<Value> values = node.inputs().stream().map(draft::value).toList();
    SortedMap<Integer, Value> arguments = new TreeMap<>();
    for (int i = 0; i < values.size(); i++) {
      arguments.put(Primitives.MULTIPLE_SOURCE + i, values.get(i));
    }
    PrimitiveDescriptor descriptor =
        draft
            .primitives()
            .concat(
                draft.any(Draft.sizes(node.shape())),
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
    Value source = draft.value(input);
    Layout part;
    try {
      part = source.layout().part(sizes, offsets);
    } catch (OneDnnException e) {
      // The part begins inside a block of channels.
      source = draft.plain(input);
      part = source.layout().part(sizes, offsets);
    }
    Value result = draft.fresh(unblocked(source.layout(), sizes));
    draft.copy(node, new Value(source.buffer(), part), result);
    draft.define(node, result);
  }

  void shuffle(Node node, Op.ChannelShuffle shuffle) {
    Value source = draft.value(node.inputs().getFirst());
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

  /** The border is filled once: no step writes it. */
  void pad(Node node, Op.Pad pad) {
    Value source = draft.value(node.inputs().getFirst());
    Padding padding = pad.padding();
    long[] sizes = Draft.sizes(node.shape());
    Layout layout = unblocked(source.layout(), sizes);
    Value result =
        draft.stored(
            layout,
            () -> {
              float[] filled = new float[Math.toIntExact(node.shape().elements())];
              Arrays.fill(filled, (float) pad.value());
              return filled;
            });
    Layout inside =
        layout.part(
            Draft.sizes(node.inputShape()), new long[] {0, 0, padding.top(), padding.left()});
    draft.copy(node, source, new Value(result.buffer(), inside));
    draft.define(node, result);
  }

  /** The axes in another order, in the same memory. */
  void transpose(Node node, Op.Transpose transpose) {
    Node input = node.inputs().getFirst();
    Value source =
        draft.value(input).layout().isBlocked() ? draft.plain(input) : draft.value(input);
    long[] strides = source.layout().strides();
    long[] turned = new long[strides.length];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = strides[transpose.permutation().get(i)];
    }
    Layout layout =
        Layout.strided(draft.objects(), DataType.F32, Draft.sizes(node.shape()), turned);
    draft.define(node, new Value(source.buffer(), layout));
  }

  void reshape(Node node) {
    Value value = draft.reshaped(node.inputs().getFirst(), Draft.sizes(node.shape()));
    draft.define(node, value);
  }

  void zero(Node node) {
    int elements = Math.toIntExact(node.shape().elements());
    draft.define(node, draft.stored(() -> new float[elements], Draft.sizes(node.shape())));
  }

  /** The axes in the order of a layout, without blocks. */
  private Layout unblocked(Layout like, long[] sizes) {
    return like.isBlocked()
        ? draft.plain(sizes)
        : Layout.dense(draft.objects(), DataType.F32, sizes, like.order());
  }
}
