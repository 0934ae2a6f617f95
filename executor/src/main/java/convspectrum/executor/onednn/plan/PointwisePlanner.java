package convspectrum.executor.onednn.plan;

import convspectrum.executor.onednn.library.Eltwise;
import convspectrum.executor.onednn.library.Eltwise.Algorithm;
import convspectrum.executor.onednn.library.Primitives;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Plans functions of one value, in the layout that it has. */
final class PointwisePlanner {
  private final Draft draft;

  PointwisePlanner(Draft draft) {
    this.draft = draft;
  }

  void plan(Node node) {
    List<Eltwise> functions =
        switch (node.op()) {
          case Op.Activation activation -> EltwiseFunctions.of(activation);
          case Op.Scale(double factor) -> List.of(new Eltwise(Algorithm.LINEAR, factor, 0));
          case Op.Unary(var function) ->
              List.of(
                  EltwiseFunctions.of(function)
                      .orElseThrow(() -> draft.lacking(node, function.name())));
          default -> throw new IllegalArgumentException(node + " is no function of one value");
        };
    Value value = draft.value(node.inputs().getFirst());
    for (Eltwise function : functions) {
      value = apply(function, value, node);
    }
    draft.define(node, value);
  }

  /** Appends a step that applies a function. */
  Value apply(Eltwise function, Value value, Node node) {
    Value result = draft.fresh(value.layout());
    SortedMap<Integer, Value> arguments = new TreeMap<>();
    arguments.put(Primitives.SOURCE, value);
    arguments.put(Primitives.DESTINATION, result);
    draft.add(
        draft.primitives().eltwise(function, value.layout(), result.layout()),
        arguments,
        List.of(node),
        function.toString());
    return result;
  }
}
