package convspectrum.formats.onnx.read.operator;

import static java.util.Map.entry;

import convspectrum.formats.onnx.read.constant.Arranging;
import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.PackedBits;
import convspectrum.formats.onnx.read.constant.UnsupportedOpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Operator;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.spec.composite.Attention;
import convspectrum.spec.composite.Attention.Mask;
import convspectrum.spec.composite.RotaryEmbedding;
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
          entry("RotaryEmbedding", Operator.single(FusedAttentionReader::rotary)),
          entry("MatMulNBits", Operator.single(FusedAttentionReader::fewBits)));

  private FusedAttentionReader() {}

  /** Inputs are Q, K, V, their biases in one, a mask of keys and what is added to the products. */
  private static List<Value> multiHead(OnnxNode node) {
    requireNone(node, 6, "earlier keys and values");
    if (!node.has(1) || !node.has(2) || node.dims(0).length != 3 || node.dims(1).length != 3) {
      throw new UnsupportedOpException("queries, keys and values in one input, or in four axes");
    }
    int[] widths = {node.dims(0)[2], node.dims(1)[2], node.dims(2)[2]};
    List<Node> inputs = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < 3; i++) {
      Node x = node.node(i);
      if (node.has(3)) {
        Node bias = Selection.slice(node, node.node(3), 0, start, start + widths[i]);
        x = node.part("biased", new Op.Add(), x, bias);
      }
      start += widths[i];
      inputs.add(x);
    }
    return List.of(attended(node, inputs, 4, 5));
  }

  /** Inputs are x, the weights and biases of Q, K and V beside each other, and a mask of keys. */
  private static List<Value> withProjections(OnnxNode node) {
    requireNone(node, 4, "earlier keys and values");
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
      inputs.add(Selection.slice(node, projected, 2, start, start + width));
      start += width;
    }
    return List.of(attended(node, inputs, 3, 5));
  }

  private static int[] widths(OnnxNode node) {
    long[] given = node.attributes().integers("qkv_hidden_sizes");
    if (given != null && given.length == 3) {
      return new int[] {Dims.dim(given[0]), Dims.dim(given[1]), Dims.dim(given[2])};
    }
    int each = node.dims(1)[node.dims(1).length - 1] / 3;
    return new int[] {each, each, each};
  }

  private static Value attended(OnnxNode node, List<Node> inputs, int keyMask, int added) {
    int heads = Windows.positive("num_heads", node.attributes().integer("num_heads", 0));
    int features = inputs.getFirst().shape().dim(2) / heads;
    double scale = node.attributes().number("scale", 0);
    for (int output = 1; output < 4; output++) {
      if (node.isUsed(output)) {
        throw new UnsupportedOpException("output " + output + ", all keys or values");
      }
    }
    if (node.attributes().integer("do_rotary", 0) != 0) {
      throw new UnsupportedOpException("do_rotary");
    }
    List<Node> all = new ArrayList<>(inputs);
    Node mask = mask(node, inputs.get(1).shape(), keyMask, added);
    if (mask != null) {
      all.add(mask);
    }
    Attention op =
        new Attention(
            heads,
            heads,
            scale == 0 ? 1 / Math.sqrt(features) : scale,
            0,
            node.attributes().integer("unidirectional", 0) != 0,
            mask == null ? Mask.NONE : Mask.ADDED,
            false,
            false);
    return OnnxNode.computed(node.result(op, all.toArray(Node[]::new)));
  }

  /** What is added to the products: of keys that are masked the filter value. */
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
            "mask", new Op.Where(), valid, number(node, "zero", 0), number(node, "filter", filter));
    return bias == null ? ofKeys : node.part("masks", new Op.Add(), ofKeys, bias);
  }

  private static Node number(OnnxNode node, String part, double value) {
    return node.constant(part, Tensor.of(Shape.of(), new float[] {(float) value}));
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

  /** A linear layer whose weights have 2, 4 or 8 bits; scales and zero points are not learned. */
  private static Value fewBits(OnnxNode node) {
    if (node.has(4)) {
      throw new UnsupportedOpException("groups of weights in another order (input 4)");
    }
    for (int input = 2; input <= 3; input++) {
      node.leaveOut(input);
    }
    // The width that the product is computed in.
    node.attributes().integer("accuracy_level", 0);
    int outputs = Windows.positive("N", node.attributes().integer("N", 0));
    PackedBits bits =
        new PackedBits(
            (int) node.attributes().integer("bits", 4),
            Windows.positive("block_size", node.attributes().integer("block_size", 0)),
            outputs,
            Windows.positive("K", node.attributes().integer("K", 0)));
    ConstantTensor weight =
        bits.unpacked(
            node.constant(1, "weights"),
            node.constant(2, "scales"),
            node.has(3) ? node.constant(3, "zero points") : null);
    Map<String, ConstantTensor> stored = new LinkedHashMap<>();
    stored.put(ParameterSlot.WEIGHT, weight);
    if (node.has(5)) {
      stored.put(ParameterSlot.BIAS, node.constant(5, "bias"));
    }
    int[] x = node.dims(0);
    if (x.length == 0 || x[x.length - 1] != bits.columns()) {
      throw new OpException(
          "an input of " + Dims.text(x), "expected " + bits.columns() + " features");
    }
    return OnnxNode.computed(
        node.result(new Op.Linear(outputs, node.has(5)), node.node(0), stored));
  }
}
