package convspectrum.formats.pytorch;

import convspectrum.spec.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The parts of a class.
 *
 * @param attributes what each unit's module is called, by its place; empty for an expression
 * @param units the steps of its {@code forward}
 * @param forward the method
 */
record ModuleClass(List<String> attributes, List<Unit> units, String forward) {
  ModuleClass {
    attributes = List.copyOf(attributes);
    units = List.copyOf(units);
  }

  static ModuleClass of(List<Node> inputs, List<Unit> units, List<Node> outputs) {
    PythonNames names = PythonNames.ofAttributes();
    List<String> attributes = new ArrayList<>();
    for (Unit unit : units) {
      attributes.add(
          unit.rendering() instanceof Rendering.Expression ? "" : names.attribute(unit.name()));
    }
    return new ModuleClass(attributes, units, Forward.of(inputs, units, attributes, outputs));
  }

  /** The arguments of its modules' constructors, in the order of the text. */
  List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    for (Unit unit : units) {
      if (unit.rendering() instanceof Rendering.Modules(List<Call> chain)) {
        calls.add(Call.sequence(chain));
      }
    }
    return calls;
  }

  /** The shape: everything except the values of arguments. Blocks of one shape share a class. */
  String shape() {
    return forward
        + units.stream()
            .map(unit ->
                switch (unit.rendering()) {
                  case Rendering.Modules(List<Call> chain) -> Call.sequence(chain).shape();
                  case Rendering.Stored(String initial, boolean learned) -> initial + learned;
                  case Rendering.Expression _ -> "";
                })
            .collect(Collectors.joining("\n"))
        + attributes;
  }

  /**
   * The class as Python.
   *
   * @param name of the class
   * @param about its first line of documentation
   * @param parameters of its constructor
   * @param calls its modules, as {@link #calls()}, their values replaced by parameters
   * @param end of the constructor; may be empty
   */
  String text(String name, String about, List<String> parameters, List<Call> calls, String end) {
    StringBuilder text = new StringBuilder();
    text.append("class ").append(name).append("(nn.Module):\n");
    text.append("    # ").append(about).append("\n\n");
    text.append("    def __init__(self");
    parameters.forEach(parameter -> text.append(", ").append(parameter));
    text.append("):\n        super().__init__()\n");
    int next = 0;
    for (int i = 0; i < units.size(); i++) {
      String target = "self." + attributes.get(i) + " = ";
      switch (units.get(i).rendering()) {
        case Rendering.Modules _ -> text.append(calls.get(next++).text("        ", target, ""));
        case Rendering.Stored(String initial, boolean learned) ->
            text.append("        ")
                .append(
                    learned
                        ? target + "nn.Parameter(" + initial + ")"
                        : "self.register_buffer(\"" + attributes.get(i) + "\", " + initial + ")")
                .append('\n');
        case Rendering.Expression _ -> {}
      }
    }
    return text.append(end).append('\n').append(forward).toString();
  }
}
