package convspectrum.formats.onnx.read.operator.layer;

import convspectrum.formats.onnx.read.constant.Arranging;
import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.Folding;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gemm and MatMul: linear layers where one factor is stored, else products of activations. */
public final class MatrixReader {
  private MatrixReader() {}

  /** α · A' · B' + β · C, where ' transposes if the attributes say so. */
  static Value gemm(OnnxNode node) {
    return OnnxNode.computed(product(node));
  }

  /** Gemm, as a node of the graph. */
  public static Node product(OnnxNode node) {
    requireMatrix(node.dims(0));
    requireMatrix(node.dims(1));
    boolean transB = node.attributes().integer("transB", 0) != 0;
    double alpha = node.attributes().number("alpha", 1);
    double beta = node.attributes().number("beta", 1);
    Node a = node.node(0);
    if (node.attributes().integer("transA", 0) != 0) {
      a = node.part("transposed", new Op.Transpose(List.of(1, 0)), a);
    }
    if (!node.isConstant(1)) {
      Node b = node.node(1);
      if (transB) {
        b = node.part("transposed", new Op.Transpose(List.of(1, 0)), b);
      }
      Node product = node.result(new Op.MatMul(), a, b);
      return plus(node, scaled(node, product, alpha), beta);
    }
    ConstantTensor b = node.constant(1, "weight");
    ConstantTensor weight = Folding.scaled(transB ? b : Arranging.transpose(b, 1, 0), alpha);
    int outputs = weight.dims()[0];
    requireInner(a.shape().dim(-1), weight.dims()[1]);
    Map<String, ConstantTensor> stored = new LinkedHashMap<>();
    stored.put(ParameterSlot.WEIGHT, weight);
    boolean bias = node.isConstant(2) && isRow(node.dims(2), outputs);
    if (bias) {
      ConstantTensor c = node.constant(2, "bias");
      stored.put(ParameterSlot.BIAS, Arranging.reshape(Folding.scaled(c, beta), outputs));
    }
    Node linear = node.result(new Op.Linear(outputs, bias), a, stored);
    return bias ? linear : plus(node, linear, beta);
  }

  private static Node plus(OnnxNode node, Node product, double beta) {
    return node.has(2)
        ? node.part("sum", new Op.Add(), product, scaled(node, node.node(2), beta))
        : product;
  }

  private static Node scaled(OnnxNode node, Node x, double factor) {
    return factor == 1 ? x : node.part("scaled", new Op.Scale(factor), x);
  }

  private static boolean isRow(int[] dims, int outputs) {
    return Dims.elements(dims) == outputs && (dims.length == 0 || dims[dims.length - 1] == outputs);
  }

  /** The product of the last two axes; a vector is a matrix of one row or column. */
  static Value matMul(OnnxNode node) {
    return OnnxNode.computed(matrixProduct(node));
  }

  /** MatMul, as a node of the graph. */
  public static Node matrixProduct(OnnxNode node) {
    int[] b = node.dims(1);
    boolean stored = node.isConstant(1) && !node.isConstant(0);
    if (stored && (b.length == 1 || b.length == 2) && node.dims(0).length > 0) {
      ConstantTensor weight = node.constant(1, "weight");
      ConstantTensor rows =
          b.length == 1 ? Arranging.reshape(weight, 1, b[0]) : Arranging.transpose(weight, 1, 0);
      Node a = node.node(0);
      requireInner(a.shape().dim(-1), rows.dims()[1]);
      Node linear =
          node.result(new Op.Linear(rows.dims()[0], false), a, Map.of(ParameterSlot.WEIGHT, rows));
      return b.length == 1 ? node.reshaped(linear, without(linear.shape(), -1)) : linear;
    }
    Node left = node.node(0);
    Node right = node.node(1);
    boolean row = left.shape().rank() == 1;
    boolean column = right.shape().rank() == 1;
    if (row) {
      left = node.reshaped(left, Shape.of(1, left.shape().dim(0)));
    }
    if (column) {
      right = node.reshaped(right, Shape.of(right.shape().dim(0), 1));
    }
    Node product = node.result(new Op.MatMul(), left, right);
    if (column) {
      product = node.reshaped(product, without(product.shape(), -1));
    }
    return row ? node.reshaped(product, without(product.shape(), column ? -1 : -2)) : product;
  }

  private static Shape without(Shape shape, int axis) {
    int dropped = shape.rank() + axis;
    int[] dims = new int[shape.rank() - 1];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = shape.dim(i < dropped ? i : i + 1);
    }
    return Shape.of(dims);
  }

  private static void requireMatrix(int[] dims) {
    if (dims.length != 2) {
      throw new OpException("a factor of " + Dims.text(dims), "expected a matrix");
    }
  }

  private static void requireInner(int inputs, int weights) {
    if (inputs != weights) {
      throw new OpException(
          "%d features on weights for %d".formatted(inputs, weights), "expected equal numbers");
    }
  }
}
