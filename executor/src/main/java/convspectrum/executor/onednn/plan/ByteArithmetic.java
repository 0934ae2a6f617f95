package convspectrum.executor.onednn.plan;

import convspectrum.executor.onednn.library.Attributes;
import convspectrum.executor.onednn.library.BinaryAlgorithm;
import convspectrum.executor.onednn.library.DataType;
import convspectrum.executor.onednn.library.Eltwise;
import convspectrum.executor.onednn.library.Layout;
import convspectrum.executor.onednn.library.PostOps;
import convspectrum.executor.onednn.library.PrimitiveDescriptor;
import convspectrum.executor.onednn.library.Primitives;
import convspectrum.executor.vector.fuse.FusedUnit;
import convspectrum.executor.vector.fuse.Fusion;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.quantised.ValueScale;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Plans sums, products and activations of bytes. oneDNN's binary primitive computes with the real
 * numbers of two operands, each with a scale, and rounds once. It has no zero points: what they
 * come to is added behind it.
 */
final class ByteArithmetic {
  private final Draft draft;

  ByteArithmetic(Draft draft) {
    this.draft = draft;
  }

  /** αx + β. */
  static Eltwise linear(double alpha, double beta) {
    return new Eltwise(Eltwise.Algorithm.LINEAR, alpha, beta);
  }

  /** Whether the range of bytes cuts off what a clamp does, or more. */
  static boolean isSaturation(Op.Activation activation, ValueScale scale) {
    return isClamp(activation)
        && least(activation, scale) <= 0.5
        && most(activation, scale) >= ValueScale.MAX - 0.5;
  }

  private static boolean isClamp(Op.Activation activation) {
    return switch (activation.function()) {
      case RELU, RELU6, CLIP -> true;
      default -> false;
    };
  }

  /** The least result of a clamp, in bytes before they are rounded. */
  private static double least(Op.Activation clamp, ValueScale scale) {
    double bound =
        clamp.function() == ActivationFunction.CLIP ? Math.min(clamp.alpha(), clamp.beta()) : 0;
    return bound / scale.scale() + scale.zeroPoint();
  }

  private static double most(Op.Activation clamp, ValueScale scale) {
    double bound =
        switch (clamp.function()) {
          case RELU6 -> 6;
          case CLIP -> clamp.beta();
          default -> Double.POSITIVE_INFINITY;
        };
    return bound / scale.scale() + scale.zeroPoint();
  }

  /** What a primitive does behind its operation, and the values that it takes for that. */
  private static final class Ending {
    PostOps postOps = PostOps.NONE;
    final SortedMap<Integer, Value> arguments = new TreeMap<>();

    void linear(double alpha, double beta) {
      if (alpha != 1 || beta != 0) {
        postOps = postOps.then(List.of(ByteArithmetic.linear(alpha, beta)));
      }
    }

    void add(Value other) {
      arguments.put(PostOps.argument(postOps.all().size()), other);
      postOps = postOps.then(new PostOps.Combine(BinaryAlgorithm.ADD, other.layout()));
    }

    /** Cuts off unless the range of bytes does. */
    void clamp(Op.Activation activation, ValueScale result) {
      if (!isSaturation(activation, result)) {
        double least = Math.clamp(least(activation, result), 0, ValueScale.MAX);
        double most = Math.clamp(most(activation, result), 0, ValueScale.MAX);
        postOps = postOps.then(List.of(new Eltwise(Eltwise.Algorithm.CLIP, least, most)));
      }
    }
  }

  /** A sum or a product of two values, of which one has the shape of the result. */
  boolean combine(FusedUnit unit, ValueScale scale) {
    Node node = unit.main();
    if (node.inputs().size() != 2
        || unit.activation().filter(activation -> !isClamp(activation)).isPresent()) {
      return false;
    }
    Node first = node.inputs().get(0);
    Node second = node.inputs().get(1);
    if (!first.shape().equals(node.shape())) {
      Node other = first;
      first = second;
      second = other;
    }
    if (!first.shape().equals(node.shape())) {
      return false;
    }
    Value a = draft.storedValue(first);
    Value b = operand(second, a.layout());
    ValueScale sa = scale(first);
    ValueScale sb = scale(second);
    Ending ending = new Ending();
    SortedMap<Integer, Value> arguments = new TreeMap<>();
    BinaryAlgorithm algorithm;
    if (node.op() instanceof Op.Add) {
      algorithm = BinaryAlgorithm.ADD;
      double fa = (double) sa.scale() / scale.scale();
      double fb = (double) sb.scale() / scale.scale();
      arguments.put(Attributes.scale(Primitives.SOURCE), number(fa));
      arguments.put(Attributes.scale(Primitives.SOURCE_1), number(fb));
      ending.linear(1, scale.zeroPoint() - fa * sa.zeroPoint() - fb * sb.zeroPoint());
    } else {
      algorithm = BinaryAlgorithm.MULTIPLY;
      double factor = (double) sa.scale() * sb.scale() / scale.scale();
      product(ending, a, sa.zeroPoint(), b, sb.zeroPoint(), factor, scale.zeroPoint());
    }
    unit.activation().ifPresent(activation -> ending.clamp(activation, scale));
    return add(unit.nodes(), algorithm, a, b, arguments, ending);
  }

  /**
   * What makes f · (a − za) · (b − zb) + z of a · b: where an operand has a zero point, the other
   * one is added between two multiplications.
   */
  private static void product(
      Ending ending, Value a, int za, Value b, int zb, double factor, int zero) {
    double pending = 1; // what the product so far has to be multiplied with
    if (zb != 0) {
      ending.linear(-1.0 / zb, 0);
      ending.add(a); // −(ab − zb·a) / zb
      pending = -zb;
    }
    if (za != 0) {
      ending.linear(-pending / za, 0);
      ending.add(b); // −(ab − zb·a − za·b) / za
      pending = -za;
    }
    ending.linear(pending * factor, factor * za * zb + zero);
  }

  /** A function of one value: the zero point leaves it as the second operand of a sum. */
  boolean activate(Node node, Op.Activation activation, ValueScale scale) {
    Value source = draft.storedValue(node.inputs().getFirst());
    ValueScale given = scale(node.inputs().getFirst());
    long[] ones = new long[source.layout().sizes().length];
    Arrays.fill(ones, 1);
    float shift = -given.scale() * given.zeroPoint();
    Value zero = draft.stored(() -> new float[] {shift}, ones);
    SortedMap<Integer, Value> arguments = new TreeMap<>();
    arguments.put(Attributes.scale(Primitives.SOURCE), number(given.scale()));
    Ending ending = new Ending();
    ending.postOps = ending.postOps.then(EltwiseFunctions.of(activation));
    ending.linear(1.0 / scale.scale(), scale.zeroPoint());
    return add(List.of(node), BinaryAlgorithm.ADD, source, zero, arguments, ending);
  }

  /** Where oneDNN has only its plain loop for bytes, real numbers are faster. */
  private boolean add(
      List<Node> nodes,
      BinaryAlgorithm algorithm,
      Value a,
      Value b,
      SortedMap<Integer, Value> arguments,
      Ending ending) {
    SortedMap<Integer, Integer> masks = new TreeMap<>();
    for (int operand : new int[] {Primitives.SOURCE, Primitives.SOURCE_1}) {
      if (arguments.containsKey(Attributes.scale(operand))) {
        masks.put(operand, 0);
      }
    }
    Attributes attributes = new Attributes(ending.postOps, masks, new TreeSet<>());
    PrimitiveDescriptor descriptor =
        draft.primitives().binary(algorithm, a.layout(), b.layout(), a.layout(), attributes);
    if (descriptor.isReference()) {
      return false;
    }
    Value result = draft.fresh(a.layout());
    arguments.putAll(ending.arguments);
    arguments.put(Primitives.SOURCE, a);
    arguments.put(Primitives.SOURCE_1, b);
    arguments.put(Primitives.DESTINATION, result);
    draft.add(descriptor, arguments, nodes, algorithm + " of bytes " + ending.postOps.text());
    draft.define(nodes.getLast(), result);
    return true;
  }

  /** The second operand: as the first one lies if it has its shape, else broadcast to it. */
  private Value operand(Node node, Layout first) {
    Value value = draft.storedValue(node);
    if (Arrays.equals(value.layout().sizes(), first.sizes())) {
      return draft.inLayout(node, value, first);
    }
    int rank = first.sizes().length;
    if (value.layout().sizes().length == rank) {
      return value;
    }
    Layout plain = Layout.plain(draft.objects(), DataType.U8, Draft.sizes(node.shape()));
    Layout leading =
        Layout.plain(draft.objects(), DataType.U8, MatrixPlanner.leading(node.shape(), rank));
    return new Value(draft.inLayout(node, value, plain).buffer(), leading);
  }

  private ValueScale scale(Node node) {
    return draft.rounding().scale(Fusion.source(node)).orElseThrow();
  }

  private Value number(double value) {
    return draft.number(DataType.F32, (float) value, 0);
  }
}
