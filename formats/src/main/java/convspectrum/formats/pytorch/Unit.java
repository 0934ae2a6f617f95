package convspectrum.formats.pytorch;

import convspectrum.spec.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;

/**
 * A step of a {@code forward}.
 *
 * @param name what to call its module
 * @param inputs what it reads
 * @param outputs what others read of it, at least one
 * @param rendering how it is written
 */
record Unit(String name, List<Node> inputs, List<Node> outputs, Rendering rendering) {
  Unit {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /**
   * Units with those made one that form a chain of modules: each reads the one before it and
   * nothing else, and nobody else reads that.
   *
   * @param readOnce whether one unit alone reads a value
   * @param name what to call two that become one
   */
  static List<Unit> chained(
      List<Unit> units, Predicate<Node> readOnce, BinaryOperator<String> name) {
    List<Unit> result = new ArrayList<>();
    for (Unit unit : units) {
      Unit last = result.isEmpty() ? null : result.getLast();
      if (last != null
          && last.rendering instanceof Rendering.Modules(List<Call> before)
          && unit.rendering instanceof Rendering.Modules(List<Call> after)
          && unit.inputs.equals(last.outputs)
          && unit.inputs.size() == 1
          && readOnce.test(unit.inputs.getFirst())) {
        List<Call> calls = new ArrayList<>(before);
        calls.addAll(after);
        result.set(
            result.size() - 1,
            new Unit(
                name.apply(last.name, unit.name),
                last.inputs,
                unit.outputs,
                new Rendering.Modules(calls)));
      } else {
        result.add(unit);
      }
    }
    return result;
  }
}
