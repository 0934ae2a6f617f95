package convspectrum.executor.onednn.plan;

import convspectrum.executor.onednn.library.Attributes;
import convspectrum.executor.onednn.library.DataType;
import convspectrum.executor.onednn.library.Layout;
import convspectrum.executor.onednn.library.PostOps;
import convspectrum.executor.onednn.library.Primitives;
import convspectrum.executor.vector.fuse.FusedUnit;
import convspectrum.executor.vector.fuse.Fusion;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.quantised.ValueScale;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Plans ops that make bytes of bytes: what moves them, pools, sums, products and activations.
 * Layers that add products are {@link IntegerPlanner}'s.
 */
final class BytePlanner {
  private final Draft draft;
  private final MovementPlanner movements;
  private final BytePools pools;
  private final ByteArithmetic arithmetic;

  BytePlanner(Draft draft) {
    this.draft = draft;
    this.movements = new MovementPlanner(draft, DataType.U8);
    this.pools = new BytePools(draft);
    this.arithmetic = new ByteArithmetic(draft);
  }

  /**
   * Plans a unit whose operands and result are bytes.
   *
   * @return whether it is planned; otherwise its op has to see real numbers
   */
  boolean plan(FusedUnit unit) {
    Node node = unit.main();
    Optional<ValueScale> result = draft.rounding().scale(unit.result());
    boolean bytes =
        !node.inputs().isEmpty()
            && result.isPresent()
            && node.inputs().stream().allMatch(this::isBytes);
    if (!bytes) {
      return false;
    }
    return switch (node.op()) {
      case Op.Add _, Op.Multiply _ -> arithmetic.combine(unit, result.get());
      case Op.Activation activation -> activate(node, activation, result.get());
      case Op.Pool pool when pool.kind() == PoolKind.MAX -> pools.largest(node, pool);
      case Op.Pool pool -> pools.mean(node, pool, result.get());
      case Op.GlobalPool pool -> pools.global(node, pool, result.get());
      case Op.Concat(int axis) -> concat(node, axis, result.get());
      default -> isSame(node, result.get()) && move(node);
    };
  }

  private boolean isBytes(Node input) {
    return draft.storedValue(input).layout().type() == DataType.U8;
  }

  private ValueScale scale(Node node) {
    return draft.rounding().scale(Fusion.source(node)).orElseThrow();
  }

  private boolean isSame(Node node, ValueScale result) {
    return scale(node.inputs().getFirst()).equals(result);
  }

  private boolean move(Node node) {
    switch (node.op()) {
      case Op.Slice slice -> movements.slice(node, slice);
      case Op.ChannelShuffle shuffle -> movements.shuffle(node, shuffle);
      case Op.Pad pad when pad.value() == 0 -> movements.pad(node, pad);
      case Op.Transpose transpose -> movements.transpose(node, transpose);
      case Op.Reshape _ -> movements.reshape(node);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** A ReLU whose bounds are those of the bytes is a copy with another scale. */
  private boolean activate(Node node, Op.Activation activation, ValueScale result) {
    if (!ByteArithmetic.isSaturation(activation, result)) {
      return arithmetic.activate(node, activation, result);
    }
    Value source = draft.storedValue(node.inputs().getFirst());
    Value copy = draft.fresh(source.layout());
    rescale(node, node.inputs().getFirst(), copy, result);
    draft.define(node, copy);
    return true;
  }

  /** Operands with other scales than the result are copied one by one, others at once. */
  private boolean concat(Node node, int axis, ValueScale result) {
    if (node.inputs().stream().allMatch(input -> scale(input).equals(result))) {
      movements.concat(node, axis);
      return true;
    }
    Layout first = draft.storedValue(node.inputs().getFirst()).layout();
    Layout layout = movements.unblocked(first, Draft.sizes(node.shape()));
    Value whole = draft.fresh(layout);
    long[] offsets = new long[node.shape().rank()];
    for (Node input : node.inputs()) {
      long[] sizes = Draft.sizes(input.shape());
      rescale(node, input, new Value(whole.buffer(), layout.part(sizes, offsets)), result);
      offsets[axis] += sizes[axis];
    }
    draft.define(node, whole);
    return true;
  }

  /** A step of a node that copies the bytes of an input to those of another scale. */
  private void rescale(Node node, Node input, Value target, ValueScale scale) {
    Value source = draft.storedValue(input);
    SortedMap<Integer, Value> arguments = new TreeMap<>();
    arguments.put(Primitives.SOURCE, source);
    arguments.put(Primitives.DESTINATION, target);
    SortedMap<Integer, Integer> masks = new TreeMap<>();
    SortedSet<Integer> zeros = new TreeSet<>();
    draft.rounding().add(Primitives.SOURCE, scale(input), masks, zeros, arguments);
    draft.rounding().add(Primitives.DESTINATION, scale, masks, zeros, arguments);
    Attributes attributes = new Attributes(PostOps.NONE, masks, zeros);
    draft.add(
        draft.primitives().reorder(source.layout(), target.layout(), attributes),
        arguments,
        List.of(node),
        "bytes of another scale, zero points of " + zeros.size());
  }
}
