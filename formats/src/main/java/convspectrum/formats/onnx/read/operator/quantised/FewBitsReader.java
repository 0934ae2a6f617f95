package convspectrum.formats.onnx.read.operator.quantised;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.PackedBits;
import convspectrum.formats.onnx.read.constant.UnsupportedOpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Operator;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.formats.onnx.read.operator.arrange.IndexReader;
import convspectrum.formats.onnx.read.operator.shared.Windows;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Weights of few bits: ops of the domain {@code com.microsoft}. */
public final class FewBitsReader {
  /** The ops that ONNX Runtime has, by name. */
  public static final Map<String, Operator> OPERATORS =
      Map.of(
          "GatherBlockQuantized", Operator.single(FewBitsReader::gather),
          "MatMulNBits", Operator.single(FewBitsReader::linear));

  private FewBitsReader() {}

  /** A linear layer whose weights have 2, 4 or 8 bits; scales and zero points are not learned. */
  private static Value linear(OnnxNode node) {
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

  /**
   * Rows of a table that places choose: an embedding. Inputs are the table, places, scales and zero
   * points.
   */
  private static Value gather(OnnxNode node) {
    long bits = node.attributes().integer("bits", 4);
    long block = node.attributes().integer("block_size", 128);
    long gathered = node.attributes().integer("gather_axis", 0);
    long quantised = node.attributes().integer("quantize_axis", 1);
    int[] dims = node.dims(0);
    boolean rows = dims.length == 2 && gathered == 0 && (quantised == 1 || quantised == -1);
    boolean bytes = node.constant(0, "table").provenance().elementType() == DataType.UINT8_VALUE;
    if (!rows || !bytes || bits < 1 || bits > Byte.SIZE || block < 1) {
      throw new UnsupportedOpException(
          "a table of %s of %d bits in blocks of %d along axis %d, gathered along axis %d"
              .formatted(Dims.text(dims), bits, block, quantised, gathered));
    }
    int columns = Math.multiplyExact(dims[1], Byte.SIZE / (int) bits);
    if (columns % block != 0) {
      throw new UnsupportedOpException("rows of " + columns + " in blocks of " + block);
    }
    node.leaveOut(2);
    node.leaveOut(3);
    node.countAsReal(0);
    ConstantTensor table =
        new PackedBits((int) bits, (int) block, dims[0], columns)
            .unpacked(
                node.constant(0, "table"),
                node.constant(2, "scales"),
                node.has(3) ? node.constant(3, "zero points") : null);
    return IndexReader.gather(node.withInputs(List.of(OnnxNode.constant(table), node.input(1))));
  }
}
