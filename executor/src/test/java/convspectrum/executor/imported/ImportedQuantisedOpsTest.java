package convspectrum.executor.imported;

import static convspectrum.executor.imported.QuantisedOperands.by;
import static convspectrum.executor.imported.QuantisedOperands.onGrid;
import static convspectrum.executor.imported.QuantisedOperands.operand;
import static convspectrum.executor.imported.QuantisedOperands.quantised;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ops of quantised values give what ONNX Runtime makes of the file, up to half a step of their
 * output.
 */
class ImportedQuantisedOpsTest {
  private static final double STEP = 0.03;

  private final ImportedModels models = new ImportedModels();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"static-qdq.onnx", "qdq-relu.onnx", "static-qop.onnx"})
  void filesOfOnnxRuntimeAgree(String name) throws IOException, OrtException {
    try (InputStream in = getClass().getResourceAsStream("quantised/" + name)) {
      byte[] bytes = Objects.requireNonNull(in).readAllBytes();
      assertThat(ImportedModels.difference(folder, name, bytes)).isLessThan(0.02);
    }
  }

  /** An op of a map (2, 3, 6, 7) whose inputs end with the scale and zero point of its output. */
  private void ofMap(String name, double step, int zero, Op op) {
    models.rounded(name, 13, step, m -> real(m, step, zero, op), 2, 3, 6, 7);
  }

  /** An op of a matrix (6, 7). */
  private void ofMatrix(String name, int zero, Op op) {
    models.rounded(name, 13, STEP, m -> real(m, STEP, zero, op), 6, 7);
  }

  private static String real(OnnxModels m, double step, int zero, Op op) {
    String by = by(m, step, DataType.UINT8, zero);
    return m.node("DequantizeLinear", op.write(m, by) + "," + by);
  }

  /** Writes an op and names its quantised output. */
  private interface Op {
    String write(OnnxModels m, String by);
  }

  @Test
  void quantisedConvolutionsAndProducts() throws IOException, OrtException {
    for (int zero : List.of(0, 70)) {
      ofMap("conv " + zero, 0.02, zero, ImportedQuantisedOpsTest::convolution);
    }
    ofMatrix(
        "matmul",
        60,
        (m, by) -> {
          String w = m.integers(DataType.UINT8, 0, 60, 7, 5);
          w += "," + by(m, 0.02, DataType.UINT8, 30);
          return m.node("QLinearMatMul", operand(m) + "," + w + "," + by);
        });
    ofMatrix(
        "matmul with a scale per column",
        60,
        (m, by) -> {
          String w = m.integers(DataType.INT8, -60, 60, 7, 5);
          w += "," + m.matrix(1, 5, 0.01, 0.02, 0.03) + "," + m.integers(DataType.INT8, 0, 0, 1, 5);
          return m.node("QLinearMatMul", operand(m) + "," + w + "," + by);
        });
    ofMatrix(
        "gemm quantised",
        0,
        (m, by) -> m.fused("QGemm", gemm(m) + "," + by, "transB", 1, "alpha", 1.0));
    models.of("gemm real", 13, m -> m.fused("QGemm", gemm(m), "transB", 1, "alpha", 1.0), 6, 7);
    models.assertAgree(folder, 6);
  }

  private static String convolution(OnnxModels m, String by) {
    String w = m.integers(DataType.INT8, -60, 60, 6, 1, 3, 3);
    w += "," + m.floats(0.02, 0.01, 0.03, 0.02, 0.01, 0.02);
    w += "," + m.integers(DataType.INT8, 0, 0, 6);
    String bias = m.integers(DataType.INT32, -2000, 2000, 6);
    String inputs = String.join(",", operand(m), w, by, bias);
    return m.node("QLinearConv", inputs, "group", 3, "pads", new int[] {1, 1, 1, 1});
  }

  private static String gemm(OnnxModels m) {
    String w = m.integers(DataType.INT8, -60, 60, 5, 7) + "," + by(m, 0.02, DataType.INT8, 0);
    return operand(m) + "," + w + "," + m.integers(DataType.INT32, -3000, 3000, 5);
  }

  @Test
  void opsOfOnnxRuntime() throws IOException, OrtException {
    for (String op : List.of("QLinearAdd", "QLinearMul")) {
      ofMap(
          op,
          0.004,
          20,
          (m, by) -> {
            String other = m.node("QuantizeLinear", m.weight(3, 1, 7) + "," + m.number(0.008));
            other += "," + by(m, 0.008, DataType.UINT8, 0);
            return m.fused(op, operand(m) + "," + other + "," + by);
          });
    }
    ofMap(
        "QLinearConcat",
        0.004,
        20,
        (m, by) -> m.fused("QLinearConcat", by + "," + operand(m) + "," + operand(m), "axis", 1));
    unary(0.0005, "QLinearGlobalAveragePool", "channels_last", 0);
    unary(0.002, "QLinearAveragePool", "kernel_shape", new int[] {2, 3});
    ofMap(
        "QLinearAveragePool, channels last",
        0.002,
        40,
        (m, by) -> {
          String inputs = operand(m) + "," + by;
          int[] kernel = {2, 3};
          return m.fused("QLinearAveragePool", inputs, "kernel_shape", kernel, "channels_last", 1);
        });
    ofMap(
        "QLinearConv, channels last",
        0.02,
        70,
        (m, by) -> {
          String w = m.integers(DataType.INT8, -60, 60, 6, 7, 3, 2);
          w += "," + by(m, 0.02, DataType.INT8, 0);
          int[] pads = {1, 0, 1, 0};
          String inputs = String.join(",", operand(m), w, by);
          return m.fused("QLinearConv", inputs, "channels_last", 1, "pads", pads);
        });
    unary(0.002, "QLinearSigmoid");
    unary(0.002, "QLinearLeakyRelu", "alpha", 0.3);
    unary(1 / 256.0, "QLinearSoftmax", "axis", -1, "opset", 13);
    models.assertAgree(folder, 10);
  }

  private void unary(double step, String op, Object... attributes) {
    ofMap(op, step, 40, (m, by) -> m.fused(op, operand(m) + "," + by, attributes));
  }

  /**
   * The input is a multiple of 1/128 from −1 to 127/128, whose scale is 1/128: nothing is rounded.
   */
  @Test
  void dynamicQuantisationCutsOffNothing() throws IOException, OrtException {
    models.map(
        "ConvInteger",
        17,
        m -> {
          String w = m.integers(DataType.UINT8, 70, 190, 6, 3, 3, 3);
          String zero = m.integer(DataType.UINT8, 128);
          dynamic(m);
          String sums = m.node("ConvInteger", "xq," + w + ",xz," + zero);
          String scales = m.node("Mul", "xs," + m.number(0.02));
          return m.node("Mul", m.node("Cast", sums, "to", 1) + "," + scales);
        });
    ofRow(
        "MatMulInteger",
        (m, w) -> {
          dynamic(m);
          String sums = m.node("MatMulInteger", "xq," + w + ",xz," + m.integer(DataType.INT8, 0));
          String scaled = m.node("Mul", m.node("Cast", sums, "to", 1) + ",xs");
          return m.node("Mul", scaled + "," + m.floats(0.01, 0.02, 0.03, 0.02, 0.01));
        });
    ofRow(
        "MatMulIntegerToFloat",
        (m, w) -> {
          dynamic(m);
          String scales = ",xs," + m.number(0.02) + ",xz," + m.integer(DataType.INT8, 2);
          return m.fused("MatMulIntegerToFloat", "xq," + w + scales + "," + m.weight(5));
        });
    ofRow(
        "DynamicQuantizeMatMul",
        (m, w) -> {
          String by = "," + by(m, 0.02, DataType.INT8, -3);
          return m.fused("DynamicQuantizeMatMul", bounded(m) + "," + w + by + "," + m.weight(5));
        });
    models.assertAgree(folder, 4);
  }

  /** An op of a matrix (6, 7) and integers (7, 5). */
  private void ofRow(String name, Op op) {
    models.of(name, 17, m -> op.write(m, m.integers(DataType.INT8, -60, 60, 7, 5)), 6, 7);
  }

  private static String bounded(OnnxModels m) {
    String clipped = m.node("Clip", "x," + m.number(-1) + "," + m.number(127 / 128.0));
    return onGrid(m, clipped, 1 / 128.0);
  }

  private static void dynamic(OnnxModels m) {
    m.nodeOf("DynamicQuantizeLinear", bounded(m), "xq,xs,xz");
  }

  @Test
  void integersOnAScaleOfTheirOwn() throws IOException, OrtException {
    models.of(
        "products of integers on a fixed scale",
        17,
        m -> {
          String w = m.integers(DataType.INT8, -60, 60, 7, 5);
          String zeros = m.integer(DataType.UINT8, 90) + "," + m.integer(DataType.INT8, 4);
          String sums = m.node("MatMulInteger", quantised(m) + "," + w + "," + zeros);
          return m.node("Mul", m.node("Cast", sums, "to", 1) + "," + m.number(0.01));
        },
        6,
        7);
    models.assertAgree(folder, 1);
  }
}
