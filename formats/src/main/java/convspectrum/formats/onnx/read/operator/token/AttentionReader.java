package convspectrum.formats.onnx.read.operator.token;

import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.node.ElementType;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.spec.composite.Attention;
import convspectrum.spec.composite.Attention.Mask;
import convspectrum.spec.composite.AttentionStages;
import convspectrum.spec.composite.RotaryEmbedding;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Attention and rotary position embeddings, as ONNX has them from opset 23 on. */
final class AttentionReader {
  private static final int MASK = 3;
  private static final int PAST = 4;
  private static final int LENGTHS = 6;

  private AttentionReader() {}

  /** Results are the values, all keys, all values, and a stage of the products. */
  static List<Value> attention(OnnxNode node) {
    int[] q = node.dims(0);
    boolean joined = q.length == 3;
    int heads = heads(node, "q_num_heads", q);
    int kvHeads = heads(node, "kv_num_heads", node.dims(1));
    double features = joined ? (double) q[2] / heads : q[q.length - 1];
    double scale = node.attributes().number("scale", 0);
    boolean past = node.has(PAST) && Dims.elements(node.dims(PAST)) > 0;
    boolean lengths = node.has(LENGTHS);
    List<Node> inputs = new ArrayList<>(List.of(node.node(0), node.node(1), node.node(2)));
    boolean causal = node.attributes().integer("is_causal", 0) != 0;
    Window window = window(node, past ? node.dims(PAST)[2] : 0);
    Mask mask = mask(node, inputs, window);
    if (past) {
      inputs.add(node.node(PAST));
      inputs.add(node.node(PAST + 1));
    }
    if (lengths) {
      inputs.add(node.node(LENGTHS));
    }
    Attention op =
        new Attention(
            heads,
            kvHeads,
            scale == 0 ? 1 / Math.sqrt(features) : scale,
            node.attributes().number("softcap", 0),
            causal,
            mask,
            past,
            lengths);
    // The width that the softmax is computed in.
    node.attributes().integer("softmax_precision", 1);
    long stage = node.attributes().integer("qk_matmul_output_mode", 0);
    List<Value> results = new ArrayList<>();
    if (node.isUsed(3)) {
      AttentionStages stages = AttentionStages.of(op, inputs, node);
      results.add(OnnxNode.computed(stages.result()));
      addCache(node, inputs, op, results);
      results.add(OnnxNode.computed(stage(stages, stage)));
    } else {
      results.add(OnnxNode.computed(node.result(op, inputs.toArray(Node[]::new))));
      addCache(node, inputs, op, results);
    }
    return results;
  }

  private static Node stage(AttentionStages stages, long mode) {
    return switch ((int) mode) {
      case 0 -> stages.products();
      case 1 -> stages.capped();
      case 2 -> stages.masked();
      case 3 -> stages.shares();
      default -> throw new OpException("qk_matmul_output_mode " + mode, "expected 0 to 3");
    };
  }

  private static int heads(OnnxNode node, String attribute, int[] dims) {
    long given = node.attributes().integer(attribute, 0);
    if (dims.length == 4) {
      return dims[1];
    }
    if (dims.length != 3 || given < 1 || dims[2] % given != 0) {
      throw new OpException(
          "%s %d of %s".formatted(attribute, given, Dims.text(dims)),
          "expected a divisor of the features of (batch, tokens, features)");
    }
    return (int) given;
  }

  /** All keys and values, those of earlier tokens first, where something reads them. */
  private static void addCache(
      OnnxNode node, List<Node> inputs, Attention op, List<Value> results) {
    for (int i = 0; i < 2; i++) {
      if (!node.isUsed(1 + i)) {
        results.add(new Value.Absent());
        continue;
      }
      Node own = inputs.get(1 + i);
      Shape shape = own.shape();
      if (shape.rank() == 3) {
        int features = shape.dim(2) / op.kvHeads();
        Shape apart = Shape.of(shape.batch(), shape.dim(1), op.kvHeads(), features);
        own = node.part("heads", new Op.Transpose(List.of(0, 2, 1, 3)), node.reshaped(own, apart));
      }
      results.add(
          OnnxNode.computed(
              op.past()
                  ? node.part("present", new Op.Concat(2), inputs.get(op.pastAt() + i), own)
                  : own));
    }
  }

  /**
   * How far a query sees; −1 is without bound.
   *
   * @param earlier keys before the first query's own
   */
  private record Window(int left, int right, int earlier) {
    boolean isBounded() {
      return left >= 0 || right >= 0;
    }

    /** Minus infinity where a query does not see a key, else 0. */
    Tensor mask(int queries, int keys) {
      Tensor mask = Tensor.zeros(Shape.of(queries, keys));
      for (int at = 0; at < mask.data().length; at++) {
        int behind = at / keys + earlier - at % keys;
        boolean seen = (left < 0 || behind <= left) && (right < 0 || -behind <= right);
        mask.data()[at] = seen ? 0 : Float.NEGATIVE_INFINITY;
      }
      return mask;
    }
  }

  private static Window window(OnnxNode node, int earlier) {
    int left = Dims.dim(node.attributes().integer("left_window_size", -1) + 1) - 1;
    int right = Dims.dim(node.attributes().integer("right_window_size", -1) + 1) - 1;
    return new Window(left, right, earlier);
  }

  /** Adds the mask to the inputs: that of the file, that of the window, or both in one. */
  private static Mask mask(OnnxNode node, List<Node> inputs, Window window) {
    if (!node.has(MASK)) {
      if (window.isBounded()) {
        inputs.add(windowMask(node, window));
        return Mask.ADDED;
      }
      return Mask.NONE;
    }
    node.leaveOut(MASK);
    Node mask = node.node(MASK);
    boolean truth = isTruth(node, MASK);
    if (!window.isBounded()) {
      inputs.add(mask);
      return truth ? Mask.TRUTH : Mask.ADDED;
    }
    Node never = node.number("never", -1 / 0.0);
    Node added = windowMask(node, window);
    inputs.add(
        truth
            ? node.part("both", new Op.Where(), mask, added, never)
            : node.part("both", new Op.Add(), mask, added));
    return Mask.ADDED;
  }

  private static Node windowMask(OnnxNode node, Window window) {
    int[] q = node.dims(0);
    int[] k = node.dims(1);
    int queries = q[q.length - 2];
    int keys = k[k.length - 2] + window.earlier;
    return node.has(LENGTHS)
        ? windowFromEnd(node, window, queries, keys)
        : node.constant("window", window.mask(queries, keys));
  }

  /**
   * The window of a query, where that of the last query ends at the last valid key: (N, 1, L, S).
   */
  private static Node windowFromEnd(OnnxNode node, Window window, int queries, int keys) {
    Node given = node.node(LENGTHS);
    Node lengths = node.reshaped(given, Shape.of(given.shape().dim(0), 1, 1, 1));
    Tensor table = Tensor.zeros(Shape.of(queries, keys));
    for (int at = 0; at < table.data().length; at++) {
      table.data()[at] = at / keys - queries - at % keys;
    }
    // How far the key lies behind the query.
    Node behind = node.part("behind", new Op.Add(), lengths, node.constant("distances", table));
    Node mask = node.number("all", 0);
    if (window.left >= 0) {
      mask = hidden(node, BinaryFunction.GREATER, behind, window.left, mask);
    }
    return window.right >= 0
        ? hidden(node, BinaryFunction.LESS, behind, -window.right, mask)
        : mask;
  }

  private static Node hidden(
      OnnxNode node, BinaryFunction beyond, Node behind, double bound, Node mask) {
    Node far = node.part("far", new Op.Binary(beyond), behind, node.number("bound", bound));
    return node.part("window", new Op.Where(), far, node.number("never", -1 / 0.0), mask);
  }

  private static boolean isTruth(OnnxNode node, int input) {
    return node.elementType(input) == ElementType.BOOL;
  }

  /** Inputs are x, cosines, sines and positions. */
  static Value rotary(OnnxNode node) {
    node.leaveOut(1);
    node.leaveOut(2);
    int[] x = node.dims(0);
    int heads = x.length == 4 ? x[1] : heads(node, "num_heads", x);
    node.attributes().integer("num_heads", 0);
    int features = x.length == 4 ? x[3] : x[2] / heads;
    long turned = node.attributes().integer("rotary_embedding_dim", 0);
    boolean positions = node.has(3);
    List<Node> inputs = new ArrayList<>(List.of(node.node(0), node.node(1), node.node(2)));
    if (positions) {
      inputs.add(node.node(3));
    }
    RotaryEmbedding op =
        new RotaryEmbedding(
            heads,
            turned == 0 ? features : Dims.dim(turned),
            node.attributes().integer("interleaved", 0) != 0,
            positions);
    return OnnxNode.computed(node.result(op, inputs.toArray(Node[]::new)));
  }
}
