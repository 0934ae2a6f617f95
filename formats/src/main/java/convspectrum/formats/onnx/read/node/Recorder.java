package convspectrum.formats.onnx.read.node;

import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.spec.composite.Recorded;
import convspectrum.spec.composite.Recorded.Operand;
import convspectrum.spec.composite.Recorded.Step;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Lets a reader write its primitive ops aside, and makes of them the definition of one op. What the
 * definition stores becomes what the op stores.
 */
final class Recorder {
  private final String name;
  private final List<Value> inputs;
  private final GraphTarget aside;
  private final List<Node> live = new ArrayList<>();
  private final List<Node> standIns = new ArrayList<>();
  private final Map<ConstantTensor, String> roles = new IdentityHashMap<>();
  private final Map<String, ConstantTensor> stored = new LinkedHashMap<>();
  private final List<ParameterSlot> slots = new ArrayList<>();

  Recorder(String name, List<Value> inputs, GraphTarget target) {
    this.name = name;
    this.inputs = inputs;
    this.aside = target.aside(name);
  }

  /** Where the reader writes. */
  GraphTarget aside() {
    return aside;
  }

  /** The node's inputs for the reader, with those that are computed replaced. */
  List<Value> replaced() {
    List<Value> replaced = new ArrayList<>();
    for (Value input : inputs) {
      replaced.add(
          input instanceof Value.Computed computed
              ? new Value.Computed(
                  standIn(computed.node()), computed.type(), computed.quantisation())
              : input);
    }
    return replaced;
  }

  private Node standIn(Node node) {
    int known = live.indexOf(node);
    if (known < 0) {
      known = live.size();
      live.add(node);
      standIns.add(aside.builder().input(name + "/in" + known, node.shape()));
    }
    return standIns.get(known);
  }

  /** The nodes that the op reads. */
  List<Node> live() {
    return live;
  }

  /** What the op stores, by role. */
  Map<String, ConstantTensor> stored() {
    return stored;
  }

  /** The op; null if a single primitive op does the same. */
  @Nullable Recorded op(Form form, Node result) {
    if (standIns.contains(result)) {
      return null;
    }
    Set<Integer> needed = new TreeSet<>();
    need(result, needed);
    List<Node> nodes = aside.builder().build(result).nodes();
    long computing =
        needed.stream()
            .map(nodes::get)
            .filter(node -> !(node.op() instanceof Op.Source || node.op() instanceof Op.View))
            .count();
    if (computing < (form.always() ? 1 : 2)) {
      return null;
    }
    Map<Node, Integer> places = new HashMap<>();
    standIns.forEach(input -> places.put(input, places.size()));
    List<Step> steps = new ArrayList<>();
    for (int index : needed) {
      Node node = nodes.get(index);
      if (!places.containsKey(node)) {
        steps.add(step(node, places));
        places.put(node, standIns.size() + steps.size() - 1);
      }
    }
    List<Operand> operands = form.operands().stream().map(this::operand).toList();
    List<Shape> shapes = live.stream().map(Node::shape).toList();
    return new Recorded(
        form.type(), form.opset(), form.attributes(), operands, shapes, slots, steps);
  }

  private static void need(Node result, Set<Integer> needed) {
    List<Node> open = new ArrayList<>(List.of(result));
    while (!open.isEmpty()) {
      Node node = open.removeLast();
      if (needed.add(node.index())) {
        open.addAll(node.inputs());
      }
    }
  }

  private Step step(Node node, Map<Node, Integer> places) {
    Map<String, String> slotOf = new HashMap<>();
    for (ParameterSlot slot : node.parameters()) {
      ConstantTensor tensor =
          aside.weights().get(new ImportedWeights.Slot(node.index(), slot.role()));
      if (tensor == null) {
        throw new IllegalStateException(node + " stores no " + slot.role());
      }
      slotOf.put(slot.role(), role(tensor, slot.shape(), slot.trainable()));
    }
    String part =
        node.name().startsWith(name + "/") ? node.name().substring(name.length() + 1) : "part";
    return new Step(part, node.op(), node.inputs().stream().map(places::get).toList(), slotOf);
  }

  private String role(ConstantTensor tensor, Shape shape, boolean trainable) {
    String known = roles.get(tensor);
    if (known == null) {
      known = "stored" + roles.size();
      roles.put(tensor, known);
      stored.put(known, tensor);
      slots.add(new ParameterSlot(known, shape, trainable));
    }
    return known;
  }

  private Operand operand(Operand operand) {
    if (!(operand instanceof Operand.Live(int input))) {
      return operand;
    }
    return switch (inputs.get(input)) {
      case Value.Computed computed -> new Operand.Live(live.indexOf(computed.node()));
      case Value.Constant(ConstantTensor tensor) ->
          new Operand.Stored(role(tensor, Shape.of(tensor.dims()), aside.learns(tensor)));
      case Value.Sequence _, Value.Unknown _, Value.Absent _ -> new Operand.Absent();
    };
  }
}
