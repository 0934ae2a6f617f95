package convspectrum.executor.vector.plan;

import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.fuse.FusedUnit;
import convspectrum.executor.vector.layout.ChannelOrder;
import convspectrum.executor.vector.step.Step;
import convspectrum.executor.vector.step.TransferStep;
import convspectrum.executor.vector.step.strided.CopyStep;
import convspectrum.spec.graph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The values in their original layouts and as copies in others, and the tasks that make them, in
 * order.
 */
final class Values {
  private final Layouts layouts;
  private final Orders orders;
  private final Lanes lanes;
  private final List<Task> tasks = new ArrayList<>();

  /** Each node's value in its original layout. */
  private final Map<Node, Value> made = new HashMap<>();

  /** The copies in other layouts. */
  private final Map<Node, List<Value>> copies = new HashMap<>();

  /** The values that will be computed inside the storage of a concat. */
  private final Map<Node, Value> placed = new HashMap<>();

  Values(Layouts layouts, Orders orders, Lanes lanes) {
    this.layouts = layouts;
    this.orders = orders;
    this.lanes = lanes;
  }

  /** Returns all tasks so far. */
  List<Task> tasks() {
    return tasks;
  }

  /** Returns a node's value in its original layout. */
  Value value(Node node) {
    Value value = made.get(node);
    if (value == null) {
      throw new IllegalStateException(node + " is not planned before it is read");
    }
    return value;
  }

  /** Lets a node's value be computed at a position inside another's storage. */
  void place(Node node, Value place) {
    placed.put(node, place);
  }

  /** Returns the position for a node's value, if it was decided before. */
  Optional<Value> place(Node node) {
    return Optional.ofNullable(placed.get(node));
  }

  /** Sets a node's value that exists without a task of its own. */
  void setValue(Node node, Value value) {
    made.put(node, value);
  }

  /** Returns the position for a node's new value. */
  Value newValue(Node node) {
    Value there = placed.get(node);
    Value value;
    if (there != null) {
      value = there;
    } else if (layouts.isMap(node)) {
      value = Value.map(node.shape(), orders.of(node), lanes);
    } else {
      value = Value.matrix(node.shape());
    }
    made.put(node, value);
    return value;
  }

  /** Returns a node's value as a feature map, in its original order. */
  Value asMap(Node node) {
    Value value = value(node);
    return value.isMap() ? value : asMap(node, ChannelOrder.natural(node.shape().channels()));
  }

  /** Returns a node's value as a feature map with this order. */
  Value asMap(Node node, ChannelOrder order) {
    Value value = value(node);
    if (value.isMap() && value.requireOrder().equals(order)) {
      return value;
    }
    return copies.computeIfAbsent(node, _ -> new ArrayList<>()).stream()
        .filter(copy -> copy.isMap() && copy.requireOrder().equals(order))
        .findFirst()
        .orElseGet(() -> copy(node, value, Value.map(node.shape(), order, lanes)));
  }

  /** Returns a node's value as a row-major matrix. */
  Value asMatrix(Node node) {
    Value value = value(node);
    if (!value.isMap()) {
      return value;
    }
    return copies.computeIfAbsent(node, _ -> new ArrayList<>()).stream()
        .filter(copy -> !copy.isMap())
        .findFirst()
        .orElseGet(() -> copy(node, value, Value.matrix(node.shape())));
  }

  private Value copy(Node node, Value from, Value to) {
    copies.computeIfAbsent(node, _ -> new ArrayList<>()).add(to);
    task("reorder " + node.name(), List.of(), List.of(from), to).by(() -> transfer(from, to));
    return to;
  }

  private List<Step> transfer(Value from, Value to) {
    if (from.isMap() && to.isMap()) {
      return List.of(new TransferStep(from.map(lanes), to.map(lanes)));
    }
    return List.of(
        from.isMap()
            ? CopyStep.between(to.matrix(), from.map(lanes), false)
            : CopyStep.between(from.matrix(), to.map(lanes), true));
  }

  /** Returns a node's value as axes with strides: a feature map in natural order, or a matrix. */
  Value asStrided(Node node) {
    Value value = value(node);
    return value.isMap() ? asMap(node, ChannelOrder.natural(node.shape().channels())) : value;
  }

  /** Returns a unit's value if it can be viewed as strided axes, else one to be copied there. */
  Value newStrided(FusedUnit unit) {
    Value wanted = newValue(unit.result());
    return wanted.isMap() && !wanted.requireOrder().isNatural()
        ? Value.map(wanted.shape(), ChannelOrder.natural(wanted.shape().channels()), lanes)
        : wanted;
  }

  /** A task whose steps are not stated yet. */
  @FunctionalInterface
  interface NewTask {
    /** Adds the task, which does these steps. */
    void by(Supplier<List<Step>> steps);
  }

  /** Starts a task. */
  NewTask task(String label, List<FusedUnit> units, List<Value> reads, Value writes) {
    return steps -> tasks.add(new Task(label, units, reads, writes, steps));
  }

  /** Starts the task of a unit. */
  NewTask task(FusedUnit unit, List<Value> reads, Value writes) {
    return task(unit.main().op().typeName(), List.of(unit), reads, writes);
  }

  /** Returns the unit's value if it has the input's order, else one with it, to be copied there. */
  Value sameOrder(FusedUnit unit, Value in) {
    return in.isMap() ? inOrder(unit, in.requireOrder()) : newValue(unit.result());
  }

  /** Returns the unit's value if it has this order, else one with it, to be copied there. */
  Value inOrder(FusedUnit unit, ChannelOrder order) {
    Value wanted = newValue(unit.result());
    return wanted.requireOrder().equals(order)
        ? wanted
        : Value.map(unit.result().shape(), order, lanes);
  }

  /** Copies a unit's value to its required position, if it was computed elsewhere. */
  void deliver(FusedUnit unit, Value out) {
    Value wanted = value(unit.result());
    if (out != wanted) {
      task("reorder", List.of(), List.of(out), wanted).by(() -> transfer(out, wanted));
    }
  }
}
