package convspectrum.spec.lowering;

import convspectrum.spec.block.Activation;
import convspectrum.spec.block.FieldException;
import convspectrum.spec.block.Join;
import convspectrum.spec.block.Norm;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
import java.util.List;
import java.util.Optional;

/** Adds nodes to a graph that may not grow without bound. */
final class Emitter {
  /** The most nodes of a graph; the largest published networks have a few thousand. */
  static final int MAX_NODES = 20_000;

  /** The most values of a tensor. */
  static final long MAX_ELEMENTS = 1L << 34;

  /** The most multiply-accumulates of a node: 2^47 in each of 20,000 nodes still fit 64 bits. */
  private static final long MAX_MACS = 1L << 47;

  /** The most inputs of a node. */
  private static final int MAX_INPUTS = 1000;

  private final GraphBuilder builder;

  Emitter(GraphBuilder builder) {
    this.builder = builder;
  }

  Node add(Place place, Object part, Op op, Node input) {
    return add(place, part, op, List.of(input));
  }

  Node add(Place place, Object part, Op op, List<Node> inputs) {
    if (builder.size() >= MAX_NODES) {
      throw new FieldException(
          "", "the network has more than " + MAX_NODES + " operations", "fewer repetitions");
    }
    if (inputs.size() > MAX_INPUTS) {
      throw new FieldException("", inputs.size() + " inputs", "at most " + MAX_INPUTS);
    }
    Node node = builder.add(place.name(part), op, inputs, place.origin());
    requireSize(node);
    return node;
  }

  /** Refuses tensors that no machine can hold, and counts whose sums might not fit into 64 bits. */
  private static void requireSize(Node node) {
    if (node.op() instanceof Op.Composite composite) {
      requireSize(node, composite);
      return;
    }
    long elements = node.shape().elements();
    long perOutput =
        switch (node.op()) {
          case Op.Conv conv ->
              Math.multiplyExact(
                  conv.window().taps(), (long) (node.inputShape().channels() / conv.groups()));
          case Op.Linear _ -> node.inputShape().dim(-1);
          default -> 1;
        };
    long outputs =
        switch (node.op()) {
          case Op.Conv conv -> conv.outChannels();
          case Op.Linear linear -> linear.outFeatures();
          default -> 1;
        };
    if (elements > MAX_ELEMENTS || perOutput > MAX_ELEMENTS / outputs) {
      throw new FieldException(
          "",
          elements > MAX_ELEMENTS
              ? "a result of shape " + node.shape()
              : "weights of " + outputs + " times " + perOutput + " values",
          "at most 2^34 values, 64 GiB, in one tensor");
    }
    if (perOutput > MAX_MACS / elements) {
      throw new FieldException(
          "", "more than 2^47 multiply-accumulates in one operation", "smaller numbers");
    }
  }

  private static void requireSize(Node node, Op.Composite op) {
    List<Shape> inputs = node.inputs().stream().map(Node::shape).toList();
    boolean large = node.shape().elements() > MAX_ELEMENTS;
    for (ParameterSlot slot : op.parameters(inputs)) {
      large |= slot.shape().elements() > MAX_ELEMENTS;
    }
    if (large) {
      throw new FieldException(
          "",
          "a result or weights beyond " + node.shape(),
          "at most 2^34 values, 64 GiB, in one tensor");
    }
    boolean many;
    try {
      many = op.macs(inputs) > MAX_MACS;
    } catch (ArithmeticException e) {
      many = true;
    }
    if (many) {
      throw new FieldException(
          "", "more than 2^47 multiply-accumulates in one operation", "smaller numbers");
    }
  }

  Node norm(Place place, Optional<Norm> norm, Node input) {
    return norm.isEmpty() ? input : norm(place, norm.get(), input);
  }

  Node norm(Place place, Norm norm, Node input) {
    Op op =
        switch (norm.kind()) {
          case BATCH -> new Op.BatchNorm(norm.epsilon().orElse(1e-5), norm.scale(), norm.shift());
          case LAYER ->
              new Op.LayerNorm(
                  norm.axes().orElse(List.of(1)), norm.epsilon().orElse(1e-6), norm.scale());
        };
    return add(place, "norm", op, input);
  }

  Node activation(Place place, Optional<Activation> activation, Node input) {
    return activation.isEmpty() ? input : activation(place, "activation", activation.get(), input);
  }

  Node activation(Place place, String part, Activation activation, Node input) {
    Op.Activation usual = Op.Activation.of(activation.function());
    double beta =
        activation.function() == ActivationFunction.CLIP ? activation.beta().orElse(6.0) : 0;
    double alpha = activation.alpha().isPresent() ? activation.alpha().get() : usual.alpha();
    return add(place, part, new Op.Activation(activation.function(), alpha, beta), input);
  }

  /**
   * Joins several results. The shapes of a sum must be equal, because a broadcast is rarely meant.
   */
  Node join(Place place, Join join, List<Node> inputs) {
    return switch (join) {
      case ADD -> {
        requireEqual(inputs);
        yield add(place, "add", new Op.Add(), inputs);
      }
      case MULTIPLY -> add(place, "multiply", new Op.Multiply(), inputs);
      case CONCAT -> add(place, "concat", new Op.Concat(1), inputs);
    };
  }

  private static void requireEqual(List<Node> inputs) {
    Shape first = inputs.getFirst().shape();
    for (Node input : inputs) {
      if (!input.shape().equals(first)) {
        throw new ShapeException("add of unequal shapes " + first + " and " + input.shape());
      }
    }
  }
}
