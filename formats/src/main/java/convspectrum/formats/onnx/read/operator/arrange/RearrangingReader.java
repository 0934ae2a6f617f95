package convspectrum.formats.onnx.read.operator.arrange;

import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.PrintableNames;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.formats.onnx.read.operator.shared.Selection;
import convspectrum.spec.composite.definition.Pieces;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Ops of sequences that constants steer: running products, reversals, caches. */
final class RearrangingReader {
  private RearrangingReader() {}

  /**
   * A running product, by doubling: after step k each place holds that of the 2ᵏ places up to it.
   */
  static Value cumulativeProduct(OnnxNode node) {
    Node product = node.node(0);
    long[] given = node.integers(1, "axis");
    int axis = Dims.axis(given.length == 1 ? given[0] : Long.MAX_VALUE, product.shape().rank());
    int size = product.shape().dim(axis);
    boolean reverse = node.attributes().integer("reverse", 0) != 0;
    if (node.attributes().integer("exclusive", 0) != 0) {
      product = moved(node, product, axis, 1, reverse);
    }
    for (int step = 1; step > 0 && step < size; step *= 2) {
      Node others = moved(node, product, axis, step, reverse);
      product = node.part("product", new Op.Multiply(), product, others);
    }
    return OnnxNode.computed(product);
  }

  /** Moves each element {@code step} places along an axis; the places that become free hold 1. */
  private static Node moved(OnnxNode node, Node x, int axis, int step, boolean reverse) {
    int size = x.shape().dim(axis);
    int[] border = reverse ? new int[] {0, step} : new int[] {step, 0};
    if (step >= size) {
      Node kept = Pieces.slice(node, x, axis, 0, 1);
      Node bordered = Pieces.bordered(node, kept, axis, size, size, 1);
      return Pieces.slice(node, bordered, axis, 0, size);
    }
    int start = reverse ? step : 0;
    Node part = Pieces.slice(node, x, axis, start, start + size - step);
    return Pieces.bordered(node, part, axis, border[0], border[1], 1);
  }

  /** Reverses the first elements of each sequence; how many these are is a constant. */
  static Value reverse(OnnxNode node) {
    Node x = node.node(0);
    int rank = x.shape().rank();
    int batchAxis = Dims.axis(node.attributes().integer("batch_axis", 1), rank);
    int timeAxis = Dims.axis(node.attributes().integer("time_axis", 0), rank);
    long[] lengths = node.integers(1, "sequence_lens");
    int batch = x.shape().dim(batchAxis);
    int size = x.shape().dim(timeAxis);
    if (batchAxis == timeAxis || lengths.length != batch) {
      throw new OpException(
          lengths.length + " lengths for axis " + batchAxis + " of " + x.shape(),
          "expected one for each sequence");
    }
    Selection.requireTable((long) batch * size);
    List<Node> sequences = new ArrayList<>();
    for (int i = 0; i < Selection.requireFew(batch); i++) {
      long length = lengths[i];
      if (length < 0 || length > size) {
        throw new OpException("a length of " + length, "expected 0 to " + size);
      }
      int[] places =
          IntStream.range(0, size).map(t -> t < length ? (int) length - 1 - t : t).toArray();
      Node sequence = Pieces.slice(node, x, batchAxis, i, i + 1);
      sequences.add(Selection.take(node, sequence, timeAxis, places));
    }
    return OnnxNode.computed(Selection.join(node, sequences, batchAxis));
  }

  /** Writes new values into a cache, for each sample from a constant place of its own on. */
  static Value tensorScatter(OnnxNode node) {
    Node cache = node.node(0);
    Node update = node.node(1);
    int axis = Dims.axis(node.attributes().integer("axis", -2), cache.shape().rank());
    String mode = node.attributes().text("mode", "linear");
    if (!mode.equals("linear") && !mode.equals("circular")) {
      throw new OpException(
          "mode '" + PrintableNames.shown(mode) + "'", "expected linear or circular");
    }
    if (update.shape().rank() != cache.shape().rank()) {
      throw new OpException(
          "new values of " + update.shape() + " for " + cache.shape(), "expected as many axes");
    }
    int batch = cache.shape().dim(0);
    int size = cache.shape().dim(axis);
    Selection.requireTable((long) batch * size);
    if (update.shape().dim(axis) > size) {
      throw new OpException(
          "new values of " + update.shape() + " for " + cache.shape(), "expected at most as many");
    }
    int count = update.shape().dim(axis);
    long[] starts = node.has(2) ? node.integers(2, "write_indices") : new long[batch];
    if (starts.length != batch) {
      throw new OpException(starts.length + " write_indices", "expected " + batch);
    }
    List<Node> samples = new ArrayList<>();
    for (int i = 0; i < Selection.requireFew(batch); i++) {
      int[] places = IntStream.range(0, size).toArray();
      for (int j = 0; j < count; j++) {
        long place = mode.equals("linear") ? starts[i] + j : Math.floorMod(starts[i] + j, size);
        if (place < 0 || place >= size) {
          throw new OpException(
              "place " + place + " of an axis of size " + size, "expected 0 to " + (size - 1));
        }
        places[(int) place] = size + j;
      }
      List<Node> both =
          List.of(Pieces.slice(node, cache, 0, i, i + 1), Pieces.slice(node, update, 0, i, i + 1));
      Node joined = Selection.join(node, both, axis);
      samples.add(Selection.take(node, joined, axis, places));
    }
    return OnnxNode.computed(Selection.join(node, samples, 0));
  }
}
