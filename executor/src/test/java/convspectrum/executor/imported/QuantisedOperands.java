package convspectrum.executor.imported;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.function.Function;

/**
 * Quantised values of the input. The input is brought to a multiple of the scale before, so that
 * quantising it rounds nothing, and what an op makes of it can be compared exactly.
 */
final class QuantisedOperands {
  private static final double SCALE = 0.006;
  private static final int ZERO = 90;

  private QuantisedOperands() {}

  /** A value rounded to a multiple of {@code scale}. */
  static String onGrid(OnnxModels m, String value, double scale) {
    String steps = m.node("Round", m.node("Mul", value + "," + m.number(1 / scale)));
    return m.node("Mul", steps + "," + m.number(scale));
  }

  /** A scale and a zero point. */
  static String by(OnnxModels m, double scale, DataType type, int zero) {
    return m.number(scale) + "," + m.integer(type, zero);
  }

  /** The scale and zero point of {@link #quantised}. */
  static String byInput(OnnxModels m) {
    return by(m, SCALE, DataType.UINT8, ZERO);
  }

  /** The input as uint8, of which many are the lowest or the highest. */
  static String quantised(OnnxModels m) {
    return m.node("QuantizeLinear", onGrid(m, "x", SCALE) + "," + byInput(m));
  }

  /** The same with its scale and zero point, as the inputs of an op. */
  static String operand(OnnxModels m) {
    return quantised(m) + "," + byInput(m);
  }

  /** The real numbers of what an op between quantised values makes of the input. */
  static String around(OnnxModels m, Function<String, String> op) {
    return m.node("DequantizeLinear", op.apply(quantised(m)) + "," + byInput(m));
  }
}
