package convspectrum.formats.onnx.read.operator.token;

import convspectrum.formats.onnx.read.constant.Folding;
import convspectrum.formats.onnx.read.constant.Kind;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.PrintableNames;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.formats.onnx.read.operator.shared.Selection;
import convspectrum.formats.onnx.read.operator.shared.Windows;
import convspectrum.spec.composite.definition.Pieces;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.UnaryFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * LinearAttention, step by step: a state of (N, heads, keys, values) forgets, takes in the product
 * of a key and a value, and is asked by the queries of its heads.
 */
final class LinearAttentionReader {
  private static final Set<String> RULES = Set.of("linear", "gated", "delta", "gated_delta");

  private final OnnxNode node;
  private final int batch;
  private final int steps;
  private final int heads;
  private final int shared;
  private final int keys;
  private final int values;
  private final double scale;
  private final boolean decays;
  private final boolean corrects;

  private LinearAttentionReader(OnnxNode node) {
    this.node = node;
    int queries = Windows.positive("q_num_heads", node.attributes().integer("q_num_heads", 0));
    heads = Windows.positive("kv_num_heads", node.attributes().integer("kv_num_heads", 0));
    Shape query = node.node(0).shape();
    Shape key = node.node(1).shape();
    Shape value = node.node(2).shape();
    if (query.rank() != 3
        || value.rank() != 3
        || queries % heads != 0
        || query.dim(2) % queries != 0
        || value.dim(-1) % heads != 0
        || !key.equals(query.with(2, query.dim(2) / queries * heads))) {
      throw new OpException(
          "queries of %s, keys of %s, values of %s".formatted(query, key, value),
          "expected (N, T, heads · size)");
    }
    batch = query.dim(0);
    steps = Selection.requireFew(query.dim(1));
    shared = queries / heads;
    keys = query.dim(2) / queries;
    values = value.dim(2) / heads;
    double given = node.attributes().number("scale", 0);
    scale = given == 0 ? 1 / Math.sqrt(keys) : given;
    String rule = node.attributes().text("update_rule", "gated_delta");
    if (!RULES.contains(rule)) {
      throw new OpException(
          "update_rule '" + PrintableNames.shown(rule) + "'",
          "expected linear, gated, delta or gated_delta");
    }
    decays = rule.startsWith("gated");
    corrects = rule.endsWith("delta");
    // How a GPU would cut the steps into blocks.
    node.attributes().integer("chunk_size", 64);
  }

  static List<Value> attention(OnnxNode node) {
    return new LinearAttentionReader(node).read();
  }

  private List<Value> read() {
    int[] empty = {batch, heads, keys, values};
    Node state =
        node.has(3) ? node.node(3) : node.node(Folding.filled(Kind.FLOAT, empty, 0), "state");
    Op product = new Op.MatMul();
    List<Node> outputs = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      Node key = at(1, step, Shape.of(batch, heads, keys, 1));
      Node value = at(2, step, Shape.of(batch, heads, 1, values));
      if (decays) {
        int size = features(4, "decay") / heads;
        Node gate = at(4, step, Shape.of(batch, heads, size, 1));
        Node kept = node.part("kept", new Op.Unary(UnaryFunction.EXP), gate);
        state = node.part("decayed", new Op.Multiply(), state, kept);
      }
      if (corrects) {
        Node row = node.reshaped(key, Shape.of(batch, heads, 1, keys));
        Node known = node.part("known", product, row, state);
        Node news = node.part("news", new Op.Binary(BinaryFunction.SUBTRACT), value, known);
        Node rate = at(5, step, Shape.of(batch, features(5, "beta"), 1, 1));
        value = node.part("rated", new Op.Multiply(), news, rate);
      }
      Node taken = node.part("taken", product, key, value);
      state = node.part("state", new Op.Add(), state, taken);
      Node query = at(0, step, Shape.of(batch, heads, shared, keys));
      Node asked = node.part("asked", product, query, state);
      Node scaled = node.part("scaled", new Op.Scale(scale), asked);
      outputs.add(node.reshaped(scaled, Shape.of(batch, 1, heads * shared * values)));
    }
    return List.of(OnnxNode.computed(Selection.join(node, outputs, 1)), OnnxNode.computed(state));
  }

  private int features(int input, String what) {
    Shape shape = node.node(input).shape();
    if (shape.rank() != 3) {
      throw new OpException(what + " of " + shape, "expected (N, T, features)");
    }
    return shape.dim(2);
  }

  /** What an input has at a step, in another shape. */
  private Node at(int input, int step, Shape shape) {
    return node.reshaped(Pieces.slice(node, node.node(input), 1, step, step + 1), shape);
  }
}
