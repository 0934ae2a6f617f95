package convspectrum.executor.vector;

import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.UnaryFunction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sums, products and the like of maps and matrices; factors and summands per channel. */
class ElementwiseTest {
  private static final List<Shape> SHAPES =
      List.of(
          Shape.of(2, 13, 5, 3),
          Shape.of(1, 1, 1, 1),
          Shape.of(4, 364, 2, 3),
          Shape.of(3, 17),
          Shape.of(5));

  private static final List<Op> OPERATIONS =
      List.of(
          new Op.Add(),
          new Op.Multiply(),
          new Op.Binary(BinaryFunction.SUBTRACT),
          new Op.Binary(BinaryFunction.DIVIDE),
          new Op.Binary(BinaryFunction.MAXIMUM),
          new Op.Binary(BinaryFunction.MINIMUM));

  @Test
  void operationsOnTwoValuesAgree() {
    Parity parity = Parity.withReference();
    for (Shape shape : SHAPES) {
      GraphBuilder builder = new GraphBuilder("two of " + shape);
      Node a = builder.input("a", shape);
      // Not near zero, since something is divided by it.
      Node b = builder.add("exp", new Op.Unary(UnaryFunction.EXP), builder.input("b", shape));
      List<Node> outputs = new ArrayList<>();
      for (Op operation : OPERATIONS) {
        outputs.add(builder.add("y", operation, a, b));
        outputs.add(builder.add("with itself", operation, b, b));
      }
      parity.check(builder.build(outputs.toArray(Node[]::new)));
    }
    parity.assertAgreed(SHAPES.size() * OPERATIONS.size() * 2 * Parity.LANES.size());
  }

  @Test
  void sumsAndProductsOfSeveralAgree() {
    Parity parity = Parity.withReference();
    for (Shape shape : SHAPES) {
      for (Op operation : OPERATIONS.subList(0, 2)) {
        GraphBuilder builder = new GraphBuilder("several of " + shape);
        Node a = builder.input("a", shape);
        Node b = builder.input("b", shape);
        Node c = builder.input("c", shape);
        Node all = builder.add("all", operation, a, b, c, a);
        Node end = builder.add("relu", Op.Activation.of(ActivationFunction.RELU), all);
        parity.check(builder.build(end, builder.add("again", operation, end, b, end)));
      }
    }
    parity.assertAgreed(SHAPES.size() * 2 * 2 * Parity.LANES.size());
  }

  /** A pixel of each picture meets all others, whichever comes first: squeeze and excitation. */
  @Test
  void pixelsRepeatOverPictures() {
    Parity parity = Parity.withReference();
    for (int channels : List.of(1, 13, 17, 364)) {
      for (Op operation : OPERATIONS) {
        GraphBuilder builder = new GraphBuilder("repeated " + operation);
        Node map = builder.input("map", Shape.of(3, channels, 4, 5));
        Node small = builder.input("pixel", Shape.of(3, channels, 1, 1));
        Node pixel = builder.add("exp", new Op.Unary(UnaryFunction.EXP), small);
        Node sum = builder.add("sum", operation, map, pixel);
        parity.check(builder.build(sum, builder.add("turned", operation, pixel, map)));
      }
    }
    parity.assertAgreed(4 * OPERATIONS.size() * 2 * Parity.LANES.size());
  }

  @Test
  void factorsAndSummandsPerChannelAgree() {
    Parity parity = Parity.withReference();
    for (Shape shape : SHAPES.subList(0, 4)) {
      GraphBuilder builder = new GraphBuilder("affine " + shape);
      Node x = builder.input("x", shape);
      List<Node> outputs = new ArrayList<>();
      for (boolean scale : new boolean[] {false, true}) {
        for (boolean shift : new boolean[] {false, true}) {
          Node norm = builder.add("norm", new Op.BatchNorm(1e-3, scale, shift), x);
          outputs.add(builder.add("silu", Op.Activation.of(ActivationFunction.SILU), norm));
        }
      }
      outputs.add(builder.add("scale", new Op.Scale(-0.17), x));
      outputs.add(builder.add("factors", new Op.ChannelScale(0.3), x));
      parity.check(builder.build(outputs.toArray(Node[]::new)));
    }
    parity.assertAgreed(4 * 6 * Parity.LANES.size());
  }
}
