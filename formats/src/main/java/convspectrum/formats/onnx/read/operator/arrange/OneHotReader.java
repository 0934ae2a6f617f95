package convspectrum.formats.onnx.read.operator.arrange;

import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.Kind;
import convspectrum.formats.onnx.read.constant.NdArray;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.Patterns;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.formats.onnx.read.operator.shared.Selection;
import convspectrum.formats.onnx.read.operator.shared.Windows;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import java.util.Arrays;

/** OneHot: a value at the place that each index names, another elsewhere. */
final class OneHotReader {
  private OneHotReader() {}

  static Value oneHot(OnnxNode node) {
    int[] of = node.dims(0);
    int axis = Dims.axis(node.attributes().integer("axis", -1), of.length + 1);
    long[] depth = node.integers(1, "depth");
    float[] values = node.numbers(2, "values");
    if (depth.length != 1 || values.length != 2) {
      throw new OpException("depth or values of the wrong size", "expected one and two numbers");
    }
    int size = Windows.positive("depth", depth[0]);
    if (node.isConstant(0)) {
      Kind kind = node.constant(2, "values").kind();
      ConstantTensor indices = node.constant(0, "indices");
      return OnnxNode.constant(Patterns.oneHot(indices, size, axis, kind, values[0], values[1]));
    }
    int[] dims = new int[of.length + 1];
    System.arraycopy(of, 0, dims, 0, axis);
    dims[axis] = 1;
    System.arraycopy(of, axis, dims, axis + 1, of.length - axis);
    Node indices = node.reshaped(node.node(0), Shape.of(dims));
    Op equal = new Op.Binary(BinaryFunction.EQUAL);
    // Indices count from the front or, negative, from the end; others name no place.
    Node front = node.part("front", equal, indices, places(node, dims.length, axis, 0, size));
    Node back = node.part("back", equal, indices, places(node, dims.length, axis, -size, size));
    Node here = node.part("here", new Op.Add(), front, back);
    Node on = node.node(ConstantTensor.number(values[1]), "on");
    Node off = node.node(ConstantTensor.number(values[0]), "off");
    return OnnxNode.computed(node.result(new Op.Where(), here, on, off));
  }

  /** {@code first}, {@code first} + 1, … along an axis. */
  private static Node places(OnnxNode node, int rank, int axis, int first, int count) {
    int[] dims = new int[rank];
    Arrays.fill(dims, 1);
    dims[axis] = count;
    float[] places = new float[Selection.requireTable(count)];
    for (int i = 0; i < places.length; i++) {
      places[i] = first + i;
    }
    return node.node(ConstantTensor.known(NdArray.floats(dims, places)), "places");
  }
}
