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
    List<Unit> chain = new ArrayList<>();
    for (Unit unit : units) {
      if (!chain.isEmpty() && !follows(chain.getLast(), unit, readOnce)) {
        result.add(joined(chain, name));
        chain.clear();
      }
      chain.add(unit);
    }
    if (!chain.isEmpty()) {
      result.add(joined(chain, name));
    }
    return result;
  }

  /**
   * Where the last module of each unit is after the units are chained: the attribute of the chain,
   * and its number in a chain of several.
   *
   * @param chained the units, {@linkplain #chained chained}
   * @param attributes what each of those is called
   */
  static List<String> places(List<Unit> units, List<Unit> chained, List<String> attributes) {
    List<String> places = new ArrayList<>();
    for (int i = 0; i < chained.size(); i++) {
      if (!(chained.get(i).rendering instanceof Rendering.Modules(List<Call> all))) {
        places.add(attributes.get(i));
        continue;
      }
      int end = 0;
      while (end < all.size()) {
        end += ((Rendering.Modules) units.get(places.size()).rendering).calls().size();
        places.add(attributes.get(i) + (all.size() == 1 ? "" : "[" + (end - 1) + "]"));
      }
    }
    return places;
  }

  private static boolean follows(Unit last, Unit unit, Predicate<Node> readOnce) {
    return last.rendering instanceof Rendering.Modules
        && unit.rendering instanceof Rendering.Modules
        && unit.inputs.equals(last.outputs)
        && unit.inputs.size() == 1
        && readOnce.test(unit.inputs.getFirst());
  }

  /** A chain as one unit, whose calls are copied once however long it is. */
  private static Unit joined(List<Unit> chain, BinaryOperator<String> name) {
    if (chain.size() == 1) {
      return chain.getFirst();
    }
    List<Call> calls = new ArrayList<>();
    for (Unit unit : chain) {
      if (unit.rendering instanceof Rendering.Modules(List<Call> own)) {
        calls.addAll(own);
      }
    }
    return new Unit(
        chain.stream().map(Unit::name).reduce(name).orElseThrow(),
        chain.getFirst().inputs,
        chain.getLast().outputs,
        new Rendering.Modules(calls));
  }
}
