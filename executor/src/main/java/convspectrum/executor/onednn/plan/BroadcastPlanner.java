package convspectrum.executor.onednn.plan;

import convspectrum.executor.onednn.library.Attributes;
import convspectrum.executor.onednn.library.BinaryAlgorithm;
import convspectrum.executor.onednn.library.Layout;
import convspectrum.executor.onednn.library.PostOps;
import convspectrum.executor.onednn.library.PrimitiveDescriptor;
import convspectrum.executor.onednn.library.Primitives;
import convspectrum.executor.vector.fuse.FusedUnit;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Plans functions of several values, which are broadcast as NumPy does. */
final class BroadcastPlanner {
  private final Draft draft;

  BroadcastPlanner(Draft draft) {
    this.draft = draft;
  }

  void plan(FusedUnit unit) {
    Node node = unit.main();
    PostOps last =
        unit.activation()
            .map(activation -> PostOps.NONE.then(EltwiseFunctions.of(activation)))
            .orElse(PostOps.NONE);
    boolean alike = node.inputs().stream().allMatch(input -> input.shape().equals(node.shape()));
    if (node.op() instanceof Op.Binary(var function) && function == BinaryFunction.PRELU) {
      prelu(node);
    } else if (node.op() instanceof Op.Add
        && alike
        && node.inputs().size() > 2
        && last.all().isEmpty()) {
      sum(node);
    } else {
      draft.define(unit.result(), combined(unit, algorithm(node), last));
    }
  }

  private BinaryAlgorithm algorithm(Node node) {
    return switch (node.op()) {
      case Op.Add _ -> BinaryAlgorithm.ADD;
      case Op.Multiply _ -> BinaryAlgorithm.MULTIPLY;
      case Op.Binary binary -> algorithm(binary.function(), node);
      default -> throw new IllegalArgumentException(node + " does not combine values");
    };
  }

  private BinaryAlgorithm algorithm(BinaryFunction function, Node node) {
    return switch (function) {
      case SUBTRACT -> BinaryAlgorithm.SUBTRACT;
      case DIVIDE -> BinaryAlgorithm.DIVIDE;
      case MINIMUM -> BinaryAlgorithm.MINIMUM;
      case MAXIMUM -> BinaryAlgorithm.MAXIMUM;
      case EQUAL -> BinaryAlgorithm.EQUAL;
      case GREATER -> BinaryAlgorithm.GREATER;
      case LESS -> BinaryAlgorithm.LESS;
      case QUOTIENT, MODULO, REMAINDER, POWER, PRELU ->
          throw draft.lacking(node, function.toString());
    };
  }

  /** One operand after the other is combined with the result so far. */
  private Value combined(FusedUnit unit, BinaryAlgorithm algorithm, PostOps last) {
    Node node = unit.main();
    List<Node> inputs = new ArrayList<>(node.inputs());
    if (node.op() instanceof Op.Add || node.op() instanceof Op.Multiply) {
      // The first operand decides the layout of the result.
      inputs.sort((a, b) -> Long.compare(b.shape().elements(), a.shape().elements()));
    }
    int rank = node.shape().rank();
    Value result = operand(inputs.getFirst(), rank);
    for (int i = 1; i < inputs.size(); i++) {
      boolean end = i == inputs.size() - 1;
      Node other = inputs.get(i);
      long[] sizes = broadcast(result.layout().sizes(), MatrixPlanner.leading(other.shape(), rank));
      Value operand =
          Arrays.equals(Draft.sizes(other.shape()), result.layout().sizes())
              ? draft.value(other, result.layout())
              : operand(other, rank);
      result = combine(algorithm, result, operand, sizes, end ? last : PostOps.NONE, unit);
    }
    return result;
  }

  private Value combine(
      BinaryAlgorithm algorithm,
      Value first,
      Value second,
      long[] sizes,
      PostOps postOps,
      FusedUnit unit) {
    boolean same = Arrays.equals(first.layout().sizes(), sizes);
    Layout wanted = same ? first.layout() : draft.any(sizes);
    PrimitiveDescriptor descriptor =
        draft
            .primitives()
            .binary(algorithm, first.layout(), second.layout(), wanted, new Attributes(postOps));
    Value result = draft.fresh(descriptor.destination());
    SortedMap<Integer, Value> arguments = new TreeMap<>();
    arguments.put(Primitives.SOURCE, first);
    arguments.put(Primitives.SOURCE_1, second);
    arguments.put(Primitives.DESTINATION, result);
    draft.add(descriptor, arguments, unit.nodes(), algorithm + " " + postOps.text());
    return result;
  }

  /** An operand with as many axes as the result, in its own layout if it has so many. */
  private Value operand(Node input, int rank) {
    return input.shape().rank() == rank
        ? draft.value(input)
        : draft.reshaped(input, MatrixPlanner.leading(input.shape(), rank));
  }

  private static long[] broadcast(long[] a, long[] b) {
    long[] sizes = new long[a.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = a[i] == 1 ? b[i] : a[i];
    }
    return sizes;
  }

  private void sum(Node node) {
    Layout layout = draft.value(node.inputs().getFirst()).layout();
    SortedMap<Integer, Value> arguments = new TreeMap<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      arguments.put(Primitives.MULTIPLE_SOURCE + i, draft.value(node.inputs().get(i), layout));
    }
    List<Layout> layouts = arguments.values().stream().map(Value::layout).toList();
    PrimitiveDescriptor descriptor = draft.primitives().sum(layout, layouts);
    Value result = draft.fresh(layout);
    arguments.put(Primitives.DESTINATION, result);
    draft.add(descriptor, arguments, List.of(node), "sum");
    draft.define(node, result);
  }

  private void prelu(Node node) {
    if (!node.inputs().getFirst().shape().equals(node.shape())) {
      throw draft.lacking(node, "PRELU of an operand that is broadcast");
    }
    Value source = draft.plain(node.inputs().get(0));
    Value weights = operand(node.inputs().get(1), node.shape().rank());
    Value result = draft.fresh(source.layout());
    SortedMap<Integer, Value> arguments = new TreeMap<>();
    arguments.put(Primitives.SOURCE, source);
    arguments.put(Primitives.WEIGHTS, weights);
    arguments.put(Primitives.DESTINATION, result);
    draft.add(
        draft.primitives().prelu(source.layout(), weights.layout(), result.layout()),
        arguments,
        List.of(node),
        "prelu");
    draft.define(node, result);
  }
}
