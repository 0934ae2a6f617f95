package convspectrum.costmodel;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;

/**
 * Bytes of the parameters that a node reads. Of floating-point types each element has the width of
 * the type.
 *
 * <p>In 8-bit integers the weights of convolutions and linear layers take one byte each; the bias
 * and the scale of an output channel take four each, as ONNX's QLinearConv and oneDNN store them
 * (int32 and float32). All other parameters stay single precision. 16 to 32 channels by 3×3 with
 * bias: 4,608 + 32 · 4 + 32 · 4 = 4,864 bytes.
 */
final class ParameterBytes {
  private ParameterBytes() {}

  static long read(Node node, DataType type) {
    long elements = MemoryTraffic.parametersRead(node);
    if (type != DataType.INT8) {
      return Math.multiplyExact(elements, (long) type.bytes());
    }
    return switch (node.op()) {
      case Op.Conv conv -> integers(elements, conv.outChannels(), conv.bias());
      case Op.Linear linear -> integers(elements, linear.outFeatures(), linear.bias());
      default -> Math.multiplyExact(elements, (long) DataType.FLOAT32.bytes());
    };
  }

  private static long integers(long elements, long outputs, boolean bias) {
    long weights = bias ? elements - outputs : elements;
    long perOutput = Math.multiplyExact(outputs, bias ? Integer.BYTES + Float.BYTES : Float.BYTES);
    return Math.addExact(weights, perOutput);
  }
}
