package convspectrum.formats.onnx.read.operator.token;

import static java.util.Map.entry;

import convspectrum.formats.onnx.read.constant.Arranging;
import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.UnsupportedOpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Operator;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.formats.onnx.read.operator.shared.Windows;
import convspectrum.spec.composite.Attention;
import convspectrum.spec.composite.Attention.Mask;
import convspectrum.spec.composite.RotaryEmbedding;
import convspectrum.spec.composite.definition.Pieces;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ops of the domain {@code com.microsoft} by which ONNX Runtime replaces the nodes of a
 * transformer; after its {@code ContribOperators.md}.
 */
final class FusedAttentionReader {
  static final Map<String, Operator> OPERATORS =
      Map.ofEntries(
          entry("MultiHeadAttention", FusedAttentionReader::multiHead),
          entry("Attention", FusedAttentionReader::withProjections),
          entry("GroupQueryAttention", GroupedAttentionReader::attention),
          entry("RotaryEmbedding", Operator.single(FusedAttentionReader::rotary)));

  private FusedAttentionReader() {}

  /**
   * Inputs are Q, K, V, their biases in one, a mask of keys, what is added to the products, and the
   * keys and values of earlier tokens. Results are the values, all keys and all values.
   */
  private static List<Value> multiHead(OnnxNode node) {
    requireNone(node, 8, "a buffer of earlier tokens");
    requireNone(node, 9, "the order of a beam search");
    List<Node> inputs = new ArrayList<>(queriesKeysAndValues(node));
    if (node.has(3)) {
      boolean cached = node.has(1) && node.dims(1).length == 4;
      int start = 0;
      for (int i = 0; i < 3; i++) {
        Node x = inputs.get(i);
        int width = x.shape().dim(2);
        // Keys and values in heads have their biases.
        if (i == 0 || !cached) {
          Node bias = Pieces.slice(node, node.node(3), 0, start, start + width);
          inputs.set(i, node.part("biased", new Op.Add(), x, bias));
        }
        start += width;
      }
    }
    boolean past = node.has(6) && node.has(7) && Dims.elements(node.dims(6)) > 0;
    List<Node> earlier = past ? List.of(node.node(6), node.node(7)) : List.of();
    List<Value> results = new ArrayList<>(List.of(attended(node, inputs, earlier, 4, 5)));
    for (int i = 0; i < 2; i++) {
      results.add(
          node.isUsed(1 + i)
              ? OnnxNode.computed(present(node, inputs.get(1 + i), earlier, i))
              : new Value.Absent());
    }
    return results;
  }

  /** Each (N, tokens, features). */
  private static List<Node> queriesKeysAndValues(OnnxNode node) {
    if (node.dims(0).length == 5) {
      return packed(node, node.node(0), 3);
    }
    if (node.has(1) && node.dims(1).length == 5) {
      List<Node> all = new ArrayList<>(List.of(node.node(0)));
      all.addAll(packed(node, node.node(1), 2));
      return all;
    }
    if (!node.has(1) || !node.has(2) || node.dims(0).length != 3) {
      throw new UnsupportedOpException("queries of " + Dims.text(node.dims(0)) + " without keys");
    }
    return node.dims(1).length == 4
        ? List.of(node.node(0), joined(node, node.node(1)), joined(node, node.node(2)))
        : List.of(node.node(0), node.node(1), node.node(2));
  }

  /** Of (N, tokens, heads, several, features) each of the several. */
  private static List<Node> packed(OnnxNode node, Node x, int several) {
    Shape shape = x.shape();
    List<Node> parts = new ArrayList<>();
    for (int i = 0; i < several; i++) {
      Node one = Pieces.slice(node, x, 3, i, i + 1);
      parts.add(
          node.reshaped(one, Shape.of(shape.dim(0), shape.dim(1), shape.dim(2) * shape.dim(4))));
    }
    return parts;
  }

  /** (N, heads, tokens, features) as (N, tokens, heads · features). */
  private static Node joined(OnnxNode node, Node x) {
    Shape shape = x.shape();
    Node tokens = node.part("tokens", new Op.Transpose(List.of(0, 2, 1, 3)), x);
    return node.reshaped(tokens, Shape.of(shape.dim(0), shape.dim(2), shape.dim(1) * shape.dim(3)));
  }

  /** All keys or all values in heads, those of earlier tokens first. */
  private static Node present(OnnxNode node, Node own, List<Node> earlier, int which) {
    int heads = heads(node);
    Shape shape = own.shape();
    Node apart =
        node.reshaped(own, Shape.of(shape.dim(0), shape.dim(1), heads, shape.dim(2) / heads));
    Node inHeads = node.part("heads", new Op.Transpose(List.of(0, 2, 1, 3)), apart);
    return earlier.isEmpty()
        ? inHeads
        : node.part("present", new Op.Concat(2), earlier.get(which), inHeads);
  }

  /**
   * Inputs are x, the weights and biases of Q, K and V beside each other, a mask of keys, and the
   * keys and values of earlier tokens, (2, N, heads, tokens, features). Results are the values, and
   * all keys and values likewise.
   */
  private static List<Value> withProjections(OnnxNode node) {
    requireNone(node, 6, "a buffer of earlier tokens");
    int[] widths = widths(node);
    ConstantTensor weight = node.constant(1, "weights");
    if (weight.dims().length != 2 || weight.dims()[1] != widths[0] + widths[1] + widths[2]) {
      throw new OpException(
          "weights of " + Dims.text(weight.dims()), "expected those of Q, K and V side by side");
    }
    int all = weight.dims()[1];
    Map<String, ConstantTensor> stored = new LinkedHashMap<>();
    stored.put(ParameterSlot.WEIGHT, Arranging.transpose(weight, 1, 0));
    if (node.has(2)) {
      stored.put(ParameterSlot.BIAS, node.constant(2, "bias"));
    }
    Node projected = node.result(new Op.Linear(all, node.has(2)), node.node(0), stored);
    List<Node> inputs = new ArrayList<>();
    int start = 0;
    for (int width : widths) {
      inputs.add(Pieces.slice(node, projected, 2, start, start + width));
      start += width;
    }
    boolean past = node.has(4) && Dims.elements(node.dims(4)) > 0;
    List<Node> earlier = past ? List.of(half(node, 0), half(node, 1)) : List.of();
    Value result = attended(node, inputs, earlier, 3, 5);
    if (!node.isUsed(1)) {
      return List.of(result);
    }
    List<Node> both = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Node present = present(node, inputs.get(1 + i), earlier, i);
      both.add(node.reshaped(present, one(present.shape())));
    }
    return List.of(
        result,
        OnnxNode.computed(node.part("present", new Op.Concat(0), both.toArray(Node[]::new))));
  }

  /** The earlier keys or the earlier values. */
  private static Node half(OnnxNode node, int which) {
    Node past = Pieces.slice(node, node.node(4), 0, which, which + 1);
    Shape shape = past.shape();
    return node.reshaped(past, Shape.of(shape.dim(1), shape.dim(2), shape.dim(3), shape.dim(4)));
  }

  private static Shape one(Shape of) {
    return Shape.of(1, of.dim(0), of.dim(1), of.dim(2), of.dim(3));
  }

  private static int[] widths(OnnxNode node) {
    long[] given = node.attributes().integers("qkv_hidden_sizes");
    if (given != null && given.length == 3) {
      return new int[] {Dims.dim(given[0]), Dims.dim(given[1]), Dims.dim(given[2])};
    }
    int each = node.dims(1)[node.dims(1).length - 1] / 3;
    return new int[] {each, each, each};
  }

  private static int heads(OnnxNode node) {
    return Windows.positive("num_heads", node.attributes().integer("num_heads", 0));
  }

  private static Value attended(
      OnnxNode node, List<Node> inputs, List<Node> earlier, int keyMask, int added) {
    int heads = heads(node);
    int features = inputs.getFirst().shape().dim(2) / heads;
    double scale = node.attributes().number("scale", 0);
    if (node.isUsed(3)) {
      throw new UnsupportedOpException("output 3, a stage of the products");
    }
    if (node.attributes().integer("do_rotary", 0) != 0) {
      throw new UnsupportedOpException("do_rotary");
    }
    List<Node> all = new ArrayList<>(inputs);
    Shape keys = inputs.get(1).shape();
    int before = earlier.isEmpty() ? 0 : earlier.getFirst().shape().dim(2);
    Node mask = mask(node, keys.with(1, keys.dim(1) + before), keyMask, added);
    if (mask != null) {
      all.add(mask);
    }
    all.addAll(earlier);
    Attention op =
        new Attention(
            heads,
            heads,
            scale == 0 ? 1 / Math.sqrt(features) : scale,
            0,
            node.attributes().integer("unidirectional", 0) != 0,
            mask == null ? Mask.NONE : Mask.ADDED,
            !earlier.isEmpty(),
            false);
    return OnnxNode.computed(node.result(op, all.toArray(Node[]::new)));
  }

  /** What is added to the products; for masked keys that is the filter value. */
  private static @Nullable Node mask(OnnxNode node, Shape keys, int keyMask, int added) {
    double filter = node.attributes().number("mask_filter_value", -10_000);
    node.leaveOut(keyMask);
    node.leaveOut(added);
    Node bias = node.has(added) ? node.node(added) : null;
    if (!node.has(keyMask)) {
      return bias;
    }
    int[] dims = node.dims(keyMask);
    if (dims.length != 2 || dims[0] != keys.batch() || dims[1] != keys.dim(1)) {
      throw new UnsupportedOpException(
          "a mask of " + Dims.text(dims) + " of keys " + keys + " other than one number per key");
    }
    Node valid = node.reshaped(node.node(keyMask), Shape.of(dims[0], 1, 1, dims[1]));
    Node ofKeys =
        node.part(
            "mask", new Op.Where(), valid, node.number("zero", 0), node.number("filter", filter));
    return bias == null ? ofKeys : node.part("masks", new Op.Add(), ofKeys, bias);
  }

  private static void requireNone(OnnxNode node, int input, String what) {
    if (node.has(input)) {
      throw new UnsupportedOpException(what + " (input " + input + ")");
    }
  }

  /** Inputs are x, positions, cosines and sines; one position is that of the first token. */
  private static Value rotary(OnnxNode node) {
    node.leaveOut(2);
    node.leaveOut(3);
    int[] x = node.dims(0);
    int half = node.dims(2)[node.dims(2).length - 1];
    long given = node.attributes().integer("num_heads", 0);
    long turned = node.attributes().integer("rotary_embedding_dim", 0);
    boolean joined = x.length == 3;
    int heads = joined ? (given > 0 ? Dims.dim(given) : x[2] / (2 * half)) : x[1];
    if (node.attributes().integer("is_packed_batching", 0) != 0
        || node.attributes().number("scale", 1) != 1
        || heads < 1) {
      throw new UnsupportedOpException("a packed batch, or a scale");
    }
    int tokens = joined ? x[1] : x[2];
    Node positions = node.node(1);
    if (node.dims(1).length == 1) {
      Tensor steps = Tensor.zeros(Shape.of(x[0], tokens));
      for (int i = 0; i < steps.data().length; i++) {
        steps.data()[i] = i % tokens;
      }
      positions = node.part("positions", new Op.Add(), node.constant("steps", steps), positions);
    }
    RotaryEmbedding op =
        new RotaryEmbedding(
            heads,
            turned == 0 ? 2 * half : Dims.dim(turned),
            node.attributes().integer("interleaved", 0) != 0,
            true);
    return OnnxNode.computed(node.result(op, node.node(0), node.node(2), node.node(3), positions));
  }
}
