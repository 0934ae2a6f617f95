package convspectrum.formats.onnx.read.operator.arrange;

import convspectrum.formats.onnx.read.constant.Arranging;
import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.formats.onnx.read.operator.shared.Selection;
import convspectrum.formats.onnx.read.operator.shared.Windows;
import convspectrum.spec.graph.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lists of tensors, as exporters write {@code torch.split} and {@code torch.stack} with them. */
final class SequenceReader {
  private SequenceReader() {}

  static Value construct(OnnxNode node) {
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < node.inputCount(); i++) {
      values.add(node.input(i));
    }
    return new Value.Sequence(values);
  }

  static Value empty(OnnxNode node) {
    return new Value.Sequence(List.of());
  }

  static Value insert(OnnxNode node) {
    List<Value> values = new ArrayList<>(values(node));
    int place =
        node.has(2) ? Dims.axis(node.integers(2, "position")[0], values.size() + 1) : values.size();
    values.add(place, node.input(1));
    return new Value.Sequence(values);
  }

  static Value at(OnnxNode node) {
    List<Value> values = values(node);
    return values.get(Dims.axis(node.integers(1, "position")[0], values.size()));
  }

  static Value length(OnnxNode node) {
    return OnnxNode.constant(Arranging.reshape(ConstantTensor.integers(values(node).size())));
  }

  /** Parts of one size, the last of which may be smaller, or of the sizes of a vector. */
  static Value split(OnnxNode node) {
    int[] dims = node.dims(0);
    int axis = Dims.axis(node.attributes().integer("axis", 0), dims.length);
    long[] sizes;
    if (!node.has(1) || node.dims(1).length == 0) {
      int each = node.has(1) ? Windows.positive("split", node.integers(1, "split")[0]) : 1;
      sizes = new long[Selection.requireFew(Math.ceilDiv(dims[axis], each))];
      Arrays.fill(sizes, each);
      sizes[sizes.length - 1] = dims[axis] - (long) each * (sizes.length - 1);
    } else {
      sizes = node.integers(1, "split");
    }
    List<Value> parts = PartsReader.split(node, axis, sizes);
    boolean drops = !node.has(1) && node.attributes().integer("keepdims", 1) == 0;
    return new Value.Sequence(
        drops ? parts.stream().map(part -> without(node, part, axis)).toList() : parts);
  }

  private static Value without(OnnxNode node, Value part, int axis) {
    return switch (part) {
      case Value.Constant constant ->
          OnnxNode.constant(
              Arranging.reshape(constant.tensor(), dropped(constant.tensor().dims(), axis)));
      case Value.Computed computed -> {
        int[] dims = dropped(computed.node().shape().toArray(), axis);
        yield OnnxNode.computed(node.reshaped(computed.node(), Shape.of(dims)));
      }
      case Value.Sequence _, Value.Unknown _, Value.Absent _ -> part;
    };
  }

  /** A value with a new axis of size 1. */
  private static Value with(OnnxNode node, Value part, long axis) {
    return switch (part) {
      case Value.Constant constant ->
          OnnxNode.constant(
              Arranging.reshape(constant.tensor(), added(constant.tensor().dims(), axis)));
      case Value.Computed computed -> {
        int[] dims = added(computed.node().shape().toArray(), axis);
        yield OnnxNode.computed(node.reshaped(computed.node(), Shape.of(dims)));
      }
      case Value.Sequence _, Value.Unknown _, Value.Absent _ -> part;
    };
  }

  private static int[] added(int[] dims, long axis) {
    int place = Dims.axis(axis, dims.length + 1);
    int[] more = new int[dims.length + 1];
    for (int i = 0; i < more.length; i++) {
      more[i] = i == place ? 1 : dims[i < place ? i : i - 1];
    }
    return more;
  }

  private static int[] dropped(int[] dims, int axis) {
    int[] rest = new int[dims.length - 1];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = dims[i < axis ? i : i + 1];
    }
    return rest;
  }

  /** Joins a list's values along one of their axes, or along a new one. */
  static Value concat(OnnxNode node) {
    List<Value> values = values(node);
    if (node.attributes().integer("new_axis", 0) != 0) {
      long axis = node.attributes().integer("axis", 0);
      values = values.stream().map(value -> with(node, value, axis)).toList();
    }
    return PartsReader.concat(node.withInputs(values));
  }

  private static List<Value> values(OnnxNode node) {
    if (node.input(0) instanceof Value.Sequence sequence) {
      return sequence.values();
    }
    throw new OpException("input 0 is one tensor", "expected a sequence");
  }
}
