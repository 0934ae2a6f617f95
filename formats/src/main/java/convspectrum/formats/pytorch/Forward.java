package convspectrum.formats.pytorch;

import convspectrum.spec.graph.Node;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes a {@code forward}: a line per unit. Variables are used again once nobody reads what they
 * hold, so that a chain stays {@code x = …}.
 */
final class Forward {
  private static final List<String> VARIABLES =
      List.of("x", "y", "z", "w", "v", "u", "t", "s", "r", "q", "p");

  private final Map<Node, Integer> variables = new IdentityHashMap<>();
  private final Map<Node, Integer> reads = new IdentityHashMap<>();
  private final TreeSet<Integer> released = new TreeSet<>();
  private int fresh;
  private final StringBuilder text = new StringBuilder();

  private Forward() {}

  /**
   * The method.
   *
   * @param inputs what it takes
   * @param units its steps
   * @param attributes what each unit's module is called, by its place
   * @param outputs what it returns
   */
  static String of(
      List<Node> inputs, List<Unit> units, List<String> attributes, List<Node> outputs) {
    Forward forward = new Forward();
    units.forEach(unit -> unit.inputs().forEach(forward::read));
    outputs.forEach(forward::read);
    String arguments =
        inputs.stream().map(input -> ", " + forward.define(input)).collect(Collectors.joining());
    forward.text.append("    def forward(self").append(arguments).append("):\n");
    boolean returned = false;
    for (int i = 0; i < units.size(); i++) {
      boolean last = i == units.size() - 1;
      returned = last && units.get(i).outputs().equals(outputs);
      forward.unit(units.get(i), attributes.get(i), returned);
    }
    if (!returned) {
      forward.line(
          "return " + outputs.stream().map(forward::variable).collect(Collectors.joining(", ")));
    }
    return forward.text.toString();
  }

  private void read(Node node) {
    reads.merge(node, 1, Integer::sum);
  }

  private void unit(Unit unit, String attribute, boolean isResult) {
    List<String> from = unit.inputs().stream().map(this::variable).toList();
    String expression =
        switch (unit.rendering()) {
          case Rendering.Modules _ -> "self." + attribute + "(" + String.join(", ", from) + ")";
          case Rendering.Expression pattern -> pattern.of(from);
          case Rendering.Stored _ -> "self." + attribute;
        };
    if (isResult) {
      line("return " + expression);
      return;
    }
    TreeSet<Integer> free = new TreeSet<>();
    for (Node input : unit.inputs()) {
      if (reads.merge(input, -1, Integer::sum) == 0) {
        free.add(index(input));
      }
    }
    List<String> to = new ArrayList<>();
    for (Node output : unit.outputs()) {
      if (!reads.containsKey(output)) {
        to.add("_");
        continue;
      }
      if (!free.isEmpty()) {
        variables.put(output, free.removeFirst());
      } else {
        define(output);
      }
      to.add(variable(output));
    }
    released.addAll(free);
    line(String.join(", ", to) + " = " + expression);
  }

  private void line(String code) {
    text.append("        ").append(code).append('\n');
  }

  private String define(Node node) {
    variables.put(node, released.isEmpty() ? fresh++ : released.removeFirst());
    return variable(node);
  }

  private int index(Node node) {
    Integer index = variables.get(node);
    if (index == null) {
      throw new IllegalArgumentException(node + " is read before it is computed");
    }
    return index;
  }

  private String variable(Node node) {
    int index = index(node);
    return index < VARIABLES.size() ? VARIABLES.get(index) : "x" + (index - VARIABLES.size() + 1);
  }
}
