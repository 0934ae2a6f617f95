package convspectrum.executor.onednn.plan;

import convspectrum.executor.onednn.library.Attributes;
import convspectrum.executor.onednn.library.Layout;
import convspectrum.executor.onednn.library.PostOps;
import convspectrum.executor.onednn.library.PrimitiveDescriptor;
import convspectrum.executor.onednn.library.Primitives;
import convspectrum.executor.vector.fuse.FusedUnit;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Plans linear layers and products of two values. */
final class MatrixPlanner {
  private final Draft draft;

  MatrixPlanner(Draft draft) {
    this.draft = draft;
  }

  /** A linear layer, of all axes but the last seen as rows. */
  void plan(FusedUnit unit, Op.Linear linear) {
    Node node = unit.main();
    Node input = unit.inputs().getFirst();
    long inputs = input.shape().dim(-1);
    long outputs = linear.outFeatures();
    long rows = input.shape().elements() / inputs;
    FoldedWeights folded = new FoldedWeights(unit, linear.outFeatures(), draft.weights());
    PostOps postOps =
        unit.activation()
            .map(activation -> PostOps.NONE.then(EltwiseFunctions.of(activation)))
            .orElse(PostOps.NONE);
    Layout bias = folded.hasShift() ? draft.plain(outputs) : null;
    Value source = draft.reshaped(input, rows, inputs);
    Layout result = draft.plain(rows, outputs);
    PrimitiveDescriptor descriptor =
        draft
            .primitives()
            .innerProduct(
                source.layout(), draft.any(outputs, inputs), bias, result, new Attributes(postOps));
    SortedMap<Integer, Value> arguments = new TreeMap<>();
    arguments.put(Primitives.SOURCE, source);
    arguments.put(Primitives.WEIGHTS, draft.stored(descriptor.weights(), folded::weights));
    if (bias != null) {
      arguments.put(Primitives.BIAS, draft.stored(bias, folded::shift));
    }
    Value value = draft.fresh(result);
    arguments.put(Primitives.DESTINATION, value);
    draft.add(descriptor, arguments, unit.nodes(), linear + " " + postOps.text());
    draft.define(unit.result(), new Value(value.buffer(), draft.plain(Draft.sizes(node.shape()))));
  }

  /** A product of two values, whose leading axes are broadcast. */
  void product(Node node) {
    int rank = node.shape().rank();
    Value left = operand(node.inputs().get(0), rank);
    Value right = operand(node.inputs().get(1), rank);
    Value result = draft.fresh(draft.plain(Draft.sizes(node.shape())));
    add(left, right, result, node);
    draft.define(node, result);
  }

  /** A step that multiplies two values. */
  void add(Value left, Value right, Value result, Node node) {
    SortedMap<Integer, Value> arguments = new TreeMap<>();
    arguments.put(Primitives.SOURCE, left);
    arguments.put(Primitives.WEIGHTS, right);
    arguments.put(Primitives.DESTINATION, result);
    draft.add(
        draft
            .primitives()
            .matmul(left.layout(), right.layout(), null, result.layout(), Attributes.NONE),
        arguments,
        List.of(node),
        "");
  }

  private Value operand(Node input, int rank) {
    return draft.reshaped(input, leading(input.shape(), rank));
  }

  /** The sizes of a shape behind axes of size 1, as broadcasting sees it. */
  static long[] leading(Shape shape, int rank) {
    long[] sizes = new long[Math.max(rank, 1)];
    Arrays.fill(sizes, 1);
    for (int i = 1; i <= shape.rank(); i++) {
      sizes[sizes.length - i] = shape.dim(-i);
    }
    return sizes;
  }
}
