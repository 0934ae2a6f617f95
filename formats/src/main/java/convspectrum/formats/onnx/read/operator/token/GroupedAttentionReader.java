package convspectrum.formats.onnx.read.operator.token;

import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.UnsupportedOpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.formats.onnx.read.operator.shared.Windows;
import convspectrum.spec.composite.Attention;
import convspectrum.spec.composite.Attention.Mask;
import convspectrum.spec.composite.RotaryEmbedding;
import convspectrum.spec.composite.definition.Pieces;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * {@code GroupQueryAttention} of the domain {@code com.microsoft}, which decoders of language
 * models are exported with. Inputs are Q, K and V (or all in Q), the keys and values of earlier
 * tokens, the number of valid keys less one of each sample, the number of all tokens, the cosines
 * and sines of a rotary embedding, positions, and what is added to the products.
 *
 * <p>A buffer of earlier keys may be longer than what is valid of it; the keys of the new tokens
 * belong behind the valid ones. Here they stand behind the whole buffer, and a mask hides the rest
 * of it: the order of keys means nothing to an attention.
 */
final class GroupedAttentionReader {
  private static final int PAST = 3;
  private static final int LAST = 5;
  private static final int ALL_TOKENS = 6;
  private static final int COSINES = 7;
  private static final int POSITIONS = 9;
  private static final int ADDED = 10;

  private final OnnxNode node;
  private final int heads;
  private final int kvHeads;
  private final int batch;
  private final int tokens;

  /** Keys of the buffer of earlier ones; 0 where nothing of it is valid. */
  private final int earlier;

  /** How many of those are valid, (N, 1); null where there are none. */
  private final @Nullable Node valid;

  private GroupedAttentionReader(OnnxNode node) {
    this.node = node;
    this.heads = Windows.positive("num_heads", node.attributes().integer("num_heads", 0));
    this.kvHeads = Windows.positive("kv_num_heads", node.attributes().integer("kv_num_heads", 0));
    int[] dims = node.dims(0);
    if (dims.length != 3) {
      throw new OpException("queries of " + Dims.text(dims), "expected three axes");
    }
    this.batch = dims[0];
    this.tokens = dims[1];
    boolean first = node.isConstant(ALL_TOKENS) && allTokens() == tokens;
    this.earlier = first ? 0 : buffer();
    this.valid = earlier == 0 ? null : valid();
  }

  /** Results are the values, then all keys and all values. */
  static List<Value> attention(OnnxNode node) {
    requirePlain(node);
    return new GroupedAttentionReader(node).results();
  }

  private static void requirePlain(OnnxNode node) {
    for (int input = ADDED + 1; input < node.inputCount(); input++) {
      if (node.has(input)) {
        throw new UnsupportedOpException("input " + input + ", a sink or scales of the keys");
      }
    }
    if (node.attributes().integer("smooth_softmax", 0) > 0) {
      throw new UnsupportedOpException("smooth_softmax");
    }
    if (node.isUsed(3) || node.attributes().integer("qk_output", 0) != 0) {
      throw new UnsupportedOpException("output 3, a stage of the products");
    }
  }

  private int buffer() {
    return node.has(PAST) && Dims.elements(node.dims(PAST)) > 0 ? node.dims(PAST)[2] : 0;
  }

  private long allTokens() {
    long[] all = node.integers(ALL_TOKENS, "the number of all tokens");
    return all.length == 1 ? all[0] : 0;
  }

  private Node valid() {
    Node last = node.reshaped(node.node(LAST), Shape.of(batch, 1));
    return node.part("valid", new Op.Add(), last, number("from_last", 1 - tokens));
  }

  private List<Value> results() {
    List<Node> inputs = new ArrayList<>(queriesKeysAndValues());
    if (node.attributes().integer("do_rotary", 0) != 0) {
      boolean interleaved = node.attributes().integer("rotary_interleaved", 0) != 0;
      Node positions = positions();
      inputs.set(0, turned(inputs.get(0), heads, interleaved, positions));
      inputs.set(1, turned(inputs.get(1), kvHeads, interleaved, positions));
    } else {
      node.attributes().integer("rotary_interleaved", 0);
    }
    double features = (double) inputs.getFirst().shape().dim(2) / heads;
    double scale = node.attributes().number("scale", 0);
    List<Node> own = inputs.subList(1, 3).stream().map(this::apart).toList();
    Node mask = mask();
    if (mask != null) {
      inputs.add(mask);
    }
    if (earlier > 0) {
      inputs.add(node.node(PAST));
      inputs.add(node.node(PAST + 1));
    }
    Attention op =
        new Attention(
            heads,
            kvHeads,
            scale == 0 ? 1 / Math.sqrt(features) : scale,
            node.attributes().number("softcap", 0),
            true,
            mask == null ? Mask.NONE : Mask.ADDED,
            earlier > 0,
            false);
    List<Value> results = new ArrayList<>();
    results.add(OnnxNode.computed(node.result(op, inputs.toArray(Node[]::new))));
    for (int i = 0; i < 2; i++) {
      results.add(
          node.isUsed(1 + i) ? OnnxNode.computed(present(i, own.get(i))) : new Value.Absent());
    }
    return results;
  }

  private List<Node> queriesKeysAndValues() {
    if (node.has(1) && node.has(2)) {
      return List.of(node.node(0), node.node(1), node.node(2));
    }
    Node all = node.node(0);
    int features = all.shape().dim(2) / (heads + 2 * kvHeads);
    int queries = features * heads;
    int keys = features * kvHeads;
    if (node.has(1) || node.has(2) || queries + 2 * keys != all.shape().dim(2)) {
      throw new OpException(
          "queries, keys and values of %s in %d and twice %d heads"
              .formatted(all.shape(), heads, kvHeads),
          "expected as many features of each head");
    }
    return List.of(
        Pieces.slice(node, all, 2, 0, queries),
        Pieces.slice(node, all, 2, queries, queries + keys),
        Pieces.slice(node, all, 2, queries + keys, queries + 2 * keys));
  }

  /** (N, tokens): those of the file, or from the valid keys on. */
  private Node positions() {
    if (node.has(POSITIONS)) {
      return node.reshaped(node.node(POSITIONS), Shape.of(batch, tokens));
    }
    Node steps = table("steps", batch, tokens, (_, token) -> token);
    return valid == null ? steps : node.part("positions", new Op.Add(), steps, valid);
  }

  private Node turned(Node x, int parts, boolean interleaved, Node positions) {
    node.leaveOut(COSINES);
    node.leaveOut(COSINES + 1);
    Node cosines = node.node(COSINES);
    RotaryEmbedding op = new RotaryEmbedding(parts, 2 * cosines.shape().dim(-1), interleaved, true);
    return node.part("turned", op, x, cosines, node.node(COSINES + 1), positions);
  }

  /** (N, tokens, heads · features) as (N, heads, tokens, features). */
  private Node apart(Node x) {
    if (!node.isUsed(1) && !node.isUsed(2)) {
      return x;
    }
    Shape shape = Shape.of(batch, tokens, kvHeads, x.shape().dim(2) / kvHeads);
    return node.part("heads", new Op.Transpose(List.of(0, 2, 1, 3)), node.reshaped(x, shape));
  }

  /** What is added to the products: (…, L, S); null where nothing is. */
  private @Nullable Node mask() {
    Node mask = window();
    if (valid != null) {
      Node places = table("places", 1, earlier, (_, place) -> place);
      Node seen = node.part("seen", new Op.Binary(BinaryFunction.LESS), places, valid);
      Node buffer =
          node.part("buffer", new Op.Where(), seen, number("zero", 0), number("never", -1 / 0.0));
      Node all =
          node.part(
              "keys",
              new Op.Concat(3),
              node.reshaped(buffer, Shape.of(batch, 1, 1, earlier)),
              node.constant("own", Tensor.zeros(Shape.of(batch, 1, 1, tokens))));
      mask = mask == null ? all : node.part("masks", new Op.Add(), mask, all);
    }
    if (!node.has(ADDED)) {
      return mask;
    }
    if (earlier > 0) {
      throw new UnsupportedOpException("input 10, an added mask, with earlier keys");
    }
    node.leaveOut(ADDED);
    Node added = node.node(ADDED);
    return mask == null ? added : node.part("masks", new Op.Add(), mask, added);
  }

  /** Minus infinity for keys that lie too far behind a query; null where none does. */
  private @Nullable Node window() {
    int size = Dims.dim(node.attributes().integer("local_window_size", -1) + 1) - 1;
    if (size < 1) {
      return null;
    }
    Node own = table("distances", tokens, tokens, (query, key) -> query - key);
    if (valid == null) {
      return hidden(own, size);
    }
    Node from = table("from_first", tokens, earlier, (query, key) -> query - key);
    Node start = node.reshaped(valid, Shape.of(batch, 1, 1, 1));
    Node before =
        node.part(
            "behind", new Op.Add(), node.reshaped(from, Shape.of(1, 1, tokens, earlier)), start);
    Node zero = node.constant("own", Tensor.zeros(Shape.of(batch, 1, tokens, tokens)));
    Node behind = node.part("behind", new Op.Add(), own, zero);
    return hidden(node.part("behind", new Op.Concat(3), before, behind), size);
  }

  private Node hidden(Node behind, int size) {
    Node far =
        node.part("far", new Op.Binary(BinaryFunction.LESS), number("size", size - 1), behind);
    return node.part("window", new Op.Where(), far, number("never", -1 / 0.0), number("zero", 0));
  }

  /** The valid earlier keys, those of the new tokens behind them, then the rest of the buffer. */
  private Node present(int which, Node own) {
    if (buffer() == 0) {
      return own;
    }
    Node past = node.node(PAST + which);
    int all = earlier + tokens;
    if (valid == null) {
      return buffer() <= tokens
          ? own
          : node.part(
              "present", new Op.Concat(2), own, Pieces.slice(node, past, 2, tokens, buffer()));
    }
    int size = node.isConstant(ALL_TOKENS) ? Math.max(earlier, Dims.dim(allTokens())) : all;
    Node joined = node.part("all", new Op.Concat(2), past, own);
    Node places = table("places", 1, size, (_, place) -> place);
    List<Node> samples = new ArrayList<>();
    for (int sample = 0; sample < batch; sample++) {
      Node start = Pieces.slice(node, valid, 0, sample, sample + 1);
      Node ofBuffer = node.part("of_buffer", new Op.Binary(BinaryFunction.LESS), places, start);
      Node skipped =
          node.part(
              "skipped", new Op.Binary(BinaryFunction.SUBTRACT), number("buffer", earlier), start);
      Node shifted = node.part("shifted", new Op.Add(), places, skipped);
      Node inside =
          node.part(
              "inside", new Op.Binary(BinaryFunction.MINIMUM), shifted, number("last", all - 1));
      Node at =
          node.reshaped(node.part("at", new Op.Where(), ofBuffer, places, inside), Shape.of(size));
      Node one = Pieces.slice(node, joined, 0, sample, sample + 1);
      samples.add(node.part("present", new Op.Gather(2), one, at));
    }
    return samples.size() == 1
        ? samples.getFirst()
        : node.part("present", new Op.Concat(0), samples.toArray(Node[]::new));
  }

  private Node table(String part, int rows, int columns, IntBinaryOperator value) {
    Tensor table = Tensor.zeros(Shape.of(rows, columns));
    for (int at = 0; at < table.data().length; at++) {
      table.data()[at] = value.applyAsInt(at / columns, at % columns);
    }
    return node.constant(part, table);
  }

  private Node number(String part, double value) {
    return node.constant(part, Tensor.of(Shape.of(), new float[] {(float) value}));
  }
}
