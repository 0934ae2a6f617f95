package convspectrum.spec.composite;

import convspectrum.spec.composite.definition.Definition;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An op of ONNX that no record of its own stands for, as a file has it, with the primitive ops that
 * the reader made of it as its definition. It takes inputs of the shapes that the reader saw.
 *
 * @param type its name in ONNX
 * @param opset the first operator set that has it in this form; 0 where none has, so that its
 *     definition is written
 * @param attributes its attributes
 * @param operands its inputs, in ONNX's order
 * @param inputs the shapes of those that are computed
 * @param slots what it stores: learned operands, and constants of the definition
 * @param steps the definition; the last one gives the result
 */
public record Recorded(
    String type,
    int opset,
    List<Attribute> attributes,
    List<Operand> operands,
    List<Shape> inputs,
    List<ParameterSlot> slots,
    List<Step> steps)
    implements CompositeOp {
  public Recorded {
    attributes = List.copyOf(attributes);
    operands = List.copyOf(operands);
    inputs = List.copyOf(inputs);
    slots = List.copyOf(slots);
    steps = List.copyOf(steps);
  }

  /** Whether ONNX has the op in this form. */
  public boolean isWritten() {
    return opset > 0;
  }

  /** An attribute of ONNX. */
  public sealed interface Attribute {
    /** Its name. */
    String name();

    /** A whole number. */
    record Whole(String name, long value) implements Attribute {}

    /** Several whole numbers. */
    record Wholes(String name, List<Integer> values) implements Attribute {
      public Wholes {
        values = List.copyOf(values);
      }
    }

    /** A real number. */
    record Real(String name, double value) implements Attribute {}

    /** A text. */
    record Text(String name, String value) implements Attribute {}
  }

  /** An input of ONNX. */
  public sealed interface Operand {
    /** What a node computes: the input of this number. */
    record Live(int input) implements Operand {}

    /** What the op stores in a slot. */
    record Stored(String role) implements Operand {}

    /** Whole numbers that belong to the op, such as axes. */
    record Wholes(List<Integer> values) implements Operand {
      public Wholes {
        values = List.copyOf(values);
      }
    }

    /** Real numbers that belong to the op, such as scales. */
    record Reals(List<Double> values) implements Operand {
      public Reals {
        values = List.copyOf(values);
      }
    }

    /** A real number that belongs to the op, without an axis. */
    record Real(double value) implements Operand {}

    /** An input that is left out. */
    record Absent() implements Operand {}
  }

  /**
   * A primitive op of the definition.
   *
   * @param part its name within the op
   * @param op the op
   * @param operands what it reads: inputs by their number, then earlier steps by theirs
   * @param stored by each of its roles, the slot of the composite that holds it
   */
  public record Step(String part, Op op, List<Integer> operands, Map<String, String> stored) {
    public Step {
      operands = List.copyOf(operands);
      stored = Map.copyOf(stored);
    }
  }

  @Override
  public String typeName() {
    return type;
  }

  @Override
  public Shape shape(List<Shape> found) {
    if (!found.equals(inputs)) {
      throw new ShapeException(type + " of " + found + "; it was read for " + inputs);
    }
    return definition().outputs().getFirst().shape();
  }

  @Override
  public List<ParameterSlot> parameters(List<Shape> found) {
    return slots;
  }

  /** The products of its definition. */
  @Override
  public long macs(List<Shape> found) {
    long macs = 0;
    for (Node node : definition().nodes()) {
      macs = Math.addExact(macs, macs(node));
    }
    return macs;
  }

  private static long macs(Node node) {
    return switch (node.op()) {
      case Op.Conv conv ->
          Math.multiplyExact(
              node.shape().elements(),
              Math.multiplyExact(
                  conv.window().taps(), node.inputShape().channels() / conv.groups()));
      case Op.Linear _, Op.MatMul _ ->
          Math.multiplyExact(node.shape().elements(), (long) node.inputShape().dim(-1));
      case Op.Composite composite ->
          composite.macs(node.inputs().stream().map(Node::shape).toList());
      default -> 0;
    };
  }

  /** The definition as a graph of its own. */
  public Graph definition() {
    GraphBuilder builder = new GraphBuilder(type);
    List<Node> values = new ArrayList<>();
    for (Shape input : inputs) {
      values.add(builder.input("input", input));
    }
    for (Step step : steps) {
      values.add(
          builder.add(
              step.part(),
              step.op(),
              step.operands().stream().map(values::get).toArray(Node[]::new)));
    }
    return builder.build(values.getLast());
  }

  @Override
  public Node define(List<Node> found, Definition parts) {
    List<Node> values = new ArrayList<>(found);
    for (Step step : steps) {
      Node[] operands = step.operands().stream().map(values::get).toArray(Node[]::new);
      if (step.op() instanceof Op.Constant constant) {
        String slot = Objects.requireNonNull(step.stored().get(ParameterSlot.VALUE), step::part);
        values.add(parts.stored(slot, constant.shape()));
      } else if (step.stored().isEmpty()) {
        values.add(parts.part(step.part(), step.op(), operands));
      } else {
        Map<String, Definition.Stored> stored = new HashMap<>();
        step.stored().forEach((role, slot) -> stored.put(role, Definition.Stored.plain(slot)));
        values.add(parts.part(step.part(), step.op(), operands[0], stored));
      }
    }
    return values.getLast();
  }

  /** The value of an attribute that is a text, if there is one. */
  public Optional<String> text(String name) {
    return attributes.stream()
        .filter(attribute -> attribute.name().equals(name))
        .flatMap(attribute ->
            attribute instanceof Attribute.Text text
                ? Optional.of(text.value()).stream()
                : Optional.<String>empty().stream())
        .findFirst();
  }

  /** The values of an attribute that are whole numbers; none where it is absent. */
  public List<Integer> wholes(String name) {
    for (Attribute attribute : attributes) {
      if (attribute instanceof Attribute.Wholes wholes && wholes.name().equals(name)) {
        return wholes.values();
      }
    }
    return List.of();
  }
}
