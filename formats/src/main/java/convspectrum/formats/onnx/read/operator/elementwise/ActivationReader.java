package convspectrum.formats.onnx.read.operator.elementwise;

import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.Folding;
import convspectrum.formats.onnx.read.constant.Kind;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Operator;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Reduction;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.UnaryFunction;
import java.util.List;

/** Activations and softmax. */
public final class ActivationReader {
  private ActivationReader() {}

  /** An activation without parameters. */
  public static Operator plain(ActivationFunction function) {
    return activation(Op.Activation.of(function));
  }

  /** ReLU; of constants too, since exporters write max(x, 0) of sizes so. */
  static Value relu(OnnxNode node) {
    return node.isConstant(0)
        ? clipped(node, 0, Double.POSITIVE_INFINITY)
        : OnnxNode.computed(node.result(Op.Activation.of(ActivationFunction.RELU), node.node(0)));
  }

  /** Dropout as inference runs it: everything is kept. */
  static List<Value> dropout(OnnxNode node) {
    node.leaveOut(1);
    ConstantTensor kept = Folding.filled(Kind.BOOL, node.dims(0), 1);
    return List.of(node.input(0), OnnxNode.constant(kept));
  }

  /** An activation with the attribute alpha, which is {@code absent} where a file leaves it out. */
  public static Operator leaky(ActivationFunction function, double absent) {
    return node ->
        activation(new Op.Activation(function, node.attributes().number("alpha", absent), 0))
            .read(node);
  }

  private static Operator activation(Op.Activation activation) {
    return Operator.single(node -> OnnxNode.computed(node.result(activation, node.node(0))));
  }

  /** λx where x > 0, else λα(eˣ − 1); with Klambauer's constants an op of its own. */
  static Value selu(OnnxNode node) {
    double alpha = node.attributes().number("alpha", 1.6732632);
    double gamma = node.attributes().number("gamma", 1.0507010);
    if (Math.abs(alpha - 1.6732632) > 1e-4 || Math.abs(gamma - 1.0507010) > 1e-4) {
      Op elu = new Op.Activation(ActivationFunction.ELU, alpha, 0);
      return OnnxNode.computed(
          node.result(new Op.Scale(gamma), node.part("elu", elu, node.node(0))));
    }
    return OnnxNode.computed(node.result(Op.Activation.of(ActivationFunction.SELU), node.node(0)));
  }

  /** α · elu(x / α). */
  static Value celu(OnnxNode node) {
    double alpha = node.attributes().number("alpha", 1);
    if (alpha == 0) {
      throw new OpException("alpha 0", "expected another number");
    }
    Node scaled = node.part("scaled", new Op.Scale(1 / alpha), node.node(0));
    Node elu = node.part("elu", Op.Activation.of(ActivationFunction.ELU), scaled);
    return OnnxNode.computed(node.result(new Op.Scale(alpha), elu));
  }

  /** HardSigmoid, with its attributes. */
  public static Value hardSigmoid(OnnxNode node) {
    double alpha = node.attributes().number("alpha", 0.2f);
    double beta = node.attributes().number("beta", 0.5);
    return OnnxNode.computed(hardSigmoid(node, node.node(0), alpha, beta));
  }

  /** clip(αx + β, 0, 1): the hard sigmoid clip(z / 6 + ½, 0, 1) of z = 6αx + 6β − 3. */
  public static Node hardSigmoid(OnnxNode node, Node x, double alpha, double beta) {
    Node z = x;
    if (Math.abs(alpha - 1.0 / 6) >= 1e-5) {
      z = node.part("scaled", new Op.Scale(6 * alpha), z);
    }
    if (beta != 0.5) {
      Node shift = node.node(ConstantTensor.number(6 * beta - 3), "beta");
      z = node.part("shifted", new Op.Add(), z, shift);
    }
    return node.result(Op.Activation.of(ActivationFunction.HARD_SIGMOID), z);
  }

  static Value gelu(OnnxNode node) {
    String approximate = node.attributes().text("approximate", "none");
    ActivationFunction function =
        switch (approximate) {
          case "none" -> ActivationFunction.GELU;
          case "tanh" -> ActivationFunction.GELU_TANH;
          default -> throw new OpException("approximate '" + approximate + "'", "");
        };
    return OnnxNode.computed(node.result(Op.Activation.of(function), node.node(0)));
  }

  static Value swish(OnnxNode node) {
    double alpha = node.attributes().number("alpha", 1);
    if (alpha == 1) {
      return OnnxNode.computed(
          node.result(Op.Activation.of(ActivationFunction.SILU), node.node(0)));
    }
    Node scaled = node.part("scaled", new Op.Scale(alpha), node.node(0));
    Node gate = node.part("gate", Op.Activation.of(ActivationFunction.SIGMOID), scaled);
    return OnnxNode.computed(node.result(new Op.Multiply(), node.node(0), gate));
  }

  /** a · sigmoid(αa) · b. */
  static Value gatedSwish(OnnxNode node) {
    Value gate = swish(node);
    return gate instanceof Value.Computed(Node swish, _, _)
        ? OnnxNode.computed(node.part("gated", new Op.Multiply(), swish, node.node(1)))
        : gate;
  }

  /** x / (1 + |x|). */
  static Value softsign(OnnxNode node) {
    Node size = node.part("size", new Op.Unary(UnaryFunction.ABS), node.node(0));
    Node shifted =
        node.part("shifted", new Op.Add(), size, node.node(ConstantTensor.number(1), "one"));
    return OnnxNode.computed(
        node.result(new Op.Binary(BinaryFunction.DIVIDE), node.node(0), shifted));
  }

  /** x where x > α, else 0. */
  static Value thresholded(OnnxNode node) {
    Node x = node.node(0);
    Node limit =
        node.node(ConstantTensor.number(node.attributes().number("alpha", 1)), "threshold");
    Node above = node.part("above", new Op.Binary(BinaryFunction.GREATER), x, limit);
    Node zero = node.node(ConstantTensor.number(0), "zero");
    return OnnxNode.computed(node.result(new Op.Where(), above, x, zero));
  }

  /** x + bias below −λ, x − bias above λ, else 0. */
  static Value shrink(OnnxNode node) {
    Node x = node.node(0);
    double limit = node.attributes().number("lambd", 0.5);
    Node high = node.node(ConstantTensor.number(limit), "high");
    Node low = node.node(ConstantTensor.number(-limit), "low");
    Node bias = node.node(ConstantTensor.number(node.attributes().number("bias", 0)), "bias");
    Node up = node.part("up", new Op.Add(), x, bias);
    Node down = node.part("down", new Op.Binary(BinaryFunction.SUBTRACT), x, bias);
    Node above = node.part("above", new Op.Binary(BinaryFunction.GREATER), x, high);
    Node below = node.part("below", new Op.Binary(BinaryFunction.LESS), x, low);
    Node zero = node.node(ConstantTensor.number(0), "zero");
    Node right = node.part("right", new Op.Where(), above, down, zero);
    return OnnxNode.computed(node.result(new Op.Where(), below, up, right));
  }

  /** 1 at the first largest value of an axis, else 0. */
  static Value hardmax(OnnxNode node) {
    Node x = node.node(0);
    Rows rows = rows(node, x.shape());
    Node hit = RankingReader.first(node, node.reshaped(x, rows.shape()), rows.axis());
    return OnnxNode.computed(node.reshaped(hit, x.shape()));
  }

  static Value prelu(OnnxNode node) {
    return OnnxNode.computed(
        node.result(new Op.Binary(BinaryFunction.PRELU), node.node(0), node.node(1)));
  }

  /**
   * Bounds are attributes up to opset 10, then inputs; without a value at hand they stay inputs.
   */
  static Value clip(OnnxNode node) {
    boolean known =
        (!node.has(1) || node.scalar(1) != null) && (!node.has(2) || node.scalar(2) != null);
    double min = bound(node, 1, "min", Double.NEGATIVE_INFINITY);
    double max = bound(node, 2, "max", Double.POSITIVE_INFINITY);
    if (known && node.isConstant(0)) {
      return clipped(node, min, max);
    }
    Node x = node.node(0);
    if (!known) {
      Node low =
          node.has(1)
              ? node.part("low", new Op.Binary(BinaryFunction.MAXIMUM), x, node.configuration(1))
              : x;
      return OnnxNode.computed(
          node.has(2)
              ? node.part("high", new Op.Binary(BinaryFunction.MINIMUM), low, node.configuration(2))
              : low);
    }
    Op.Activation activation;
    if (min == 0 && max == 6) {
      activation = Op.Activation.of(ActivationFunction.RELU6);
    } else if (min == 0 && max >= Float.MAX_VALUE) {
      activation = Op.Activation.of(ActivationFunction.RELU);
    } else {
      activation = new Op.Activation(ActivationFunction.CLIP, min, max);
    }
    return OnnxNode.computed(node.result(activation, x));
  }

  /** Clips a constant: a graph that computes padding from sizes keeps it from below 0 like this. */
  private static Value clipped(OnnxNode node, double min, double max) {
    ConstantTensor x = node.constant(0, "operand");
    return OnnxNode.constant(
        Folding.unary(x, x.kind(), value -> Math.min(Math.max(value, min), max)));
  }

  private static double bound(OnnxNode node, int input, String attribute, double absent) {
    Double scalar = node.scalar(input);
    return scalar != null ? scalar : node.attributes().number(attribute, absent);
  }

  /** Softmax, along an axis or over all axes from it on. */
  public static Value softmax(OnnxNode node) {
    Node x = node.node(0);
    Rows rows = rows(node, x.shape());
    Node softmax = node.result(new Op.Softmax(rows.axis()), node.reshaped(x, rows.shape()));
    return OnnxNode.computed(node.reshaped(softmax, x.shape()));
  }

  /**
   * x − max − ln Σ e^(x − max), whose parts neither overflow nor vanish as the logarithm of a
   * softmax would.
   */
  static Value logSoftmax(OnnxNode node) {
    Node x = node.node(0);
    Rows rows = rows(node, x.shape());
    Node flat = node.reshaped(x, rows.shape());
    List<Integer> axes = List.of(rows.axis());
    Op difference = new Op.Binary(BinaryFunction.SUBTRACT);
    Node largest = node.part("largest", new Op.Reduce(Reduction.MAX, axes), flat);
    Node shifted = node.part("shifted", difference, flat, largest);
    Node powers = node.part("powers", new Op.Unary(UnaryFunction.EXP), shifted);
    Node sum = node.part("sum", new Op.Reduce(Reduction.SUM, axes), powers);
    Node log = node.part("log", new Op.Unary(UnaryFunction.LOG), sum);
    return OnnxNode.computed(node.reshaped(node.result(difference, shifted, log), x.shape()));
  }

  /** What a function of rows works on: a shape, and the axis that is a row. */
  private record Rows(Shape shape, int axis) {}

  /** The rows of a softmax; before opset 13 everything from the axis on is one row. */
  private static Rows rows(OnnxNode node, Shape shape) {
    boolean flattens = node.opset() < 13;
    int axis = Dims.axis(node.attributes().integer("axis", flattens ? 1 : -1), shape.rank());
    if (!flattens || axis == shape.rank() - 1) {
      return new Rows(shape, axis);
    }
    long before = 1;
    for (int i = 0; i < axis; i++) {
      before *= shape.dim(i);
    }
    return new Rows(Shape.of(Dims.dim(before), Dims.dim(shape.elements() / before)), 1);
  }
}
