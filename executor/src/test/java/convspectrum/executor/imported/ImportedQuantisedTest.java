package convspectrum.executor.imported;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Quantised models give what ONNX Runtime makes of the file, up to the rounding. Inputs are
 * standard normal, and the scales such that many of them saturate.
 */
class ImportedQuantisedTest {
  @TempDir Path folder;

  private final Map<String, Double> differences = new LinkedHashMap<>();

  /** A model of (2, 3, 6, 7) whose largest difference, relative to the largest output, is kept. */
  private void map(String name, long opset, Function<OnnxModels, String> body)
      throws IOException, OrtException {
    of(name, opset, body, 2, 3, 6, 7);
  }

  private void of(String name, long opset, Function<OnnxModels, String> body, long... input)
      throws IOException, OrtException {
    OnnxModels model = new OnnxModels(opset, input);
    byte[] bytes = model.model(body.apply(model));
    differences.put(name, ImportedModels.difference(folder, name, bytes));
  }

  /** Of {@code steps} of 8 bits. */
  private void assertWithin(double steps, int count) {
    assertThat(differences)
        .hasSize(count)
        .allSatisfy((name, difference) -> assertThat(difference).as(name).isLessThan(steps / 255));
  }

  @ParameterizedTest
  @ValueSource(strings = {"static-qdq.onnx", "qdq-relu.onnx", "static-qop.onnx"})
  void filesOfOnnxRuntimeAgree(String name) throws IOException, OrtException {
    try (InputStream in = getClass().getResourceAsStream("quantised/" + name)) {
      byte[] bytes = Objects.requireNonNull(in).readAllBytes();
      assertThat(ImportedModels.difference(folder, name, bytes)).isLessThan(0.02);
    }
  }

  @Test
  void quantisingSaturatesAtTheBoundsOfItsType() throws IOException, OrtException {
    map("uint8", 13, m -> roundTrip(m, DataType.UINT8, 0, 0.004));
    map("uint8 shifted", 13, m -> roundTrip(m, DataType.UINT8, 100, 0.004));
    map("int8", 13, m -> roundTrip(m, DataType.INT8, 10, 0.004));
    map("int8 lowest", 10, m -> roundTrip(m, DataType.INT8, -128, 0.004));
    map("int8 highest", 13, m -> roundTrip(m, DataType.INT8, 127, 0.004));
    map("uint16", 21, m -> roundTrip(m, DataType.UINT16, 30000, 1e-5));
    map("int16", 21, m -> roundTrip(m, DataType.INT16, -7, 1e-5));
    map("relu6", 13, m -> roundTrip(m, DataType.UINT8, 0, 6 / 255.0));
    map(
        "no zero point",
        13,
        m -> {
          String scale = m.number(0.004);
          String q = m.node("QuantizeLinear", "x," + scale);
          return m.node("DequantizeLinear", q + "," + scale);
        });
    map(
        "declared type",
        21,
        m -> {
          String scale = m.number(0.01);
          String q = m.node("QuantizeLinear", "x," + scale, "output_dtype", 3);
          return m.node("DequantizeLinear", q + "," + scale);
        });
    map(
        "of ONNX Runtime, 16 bits",
        17,
        m -> {
          String by = "," + m.number(1e-5) + "," + m.integer(DataType.UINT16, 20000);
          return m.fused("DequantizeLinear", m.fused("QuantizeLinear", "x" + by) + by);
        });
    assertWithin(1.01, 11);
  }

  private static String roundTrip(OnnxModels m, DataType type, int zero, double scale) {
    String by = "," + m.number(scale) + "," + m.integer(type, zero);
    return m.node("DequantizeLinear", m.node("QuantizeLinear", "x" + by) + by);
  }

  @Test
  void scalesPerChannelAndPerBlock() throws IOException, OrtException {
    map(
        "channels",
        13,
        m -> {
          String by =
              "," + m.floats(0.002, 0.004, 0.006) + "," + m.integers(DataType.UINT8, 0, 128, 3);
          String q = m.node("QuantizeLinear", "x" + by, "axis", 1);
          return m.node("DequantizeLinear", q + by, "axis", 1);
        });
    map(
        "last axis",
        13,
        m -> {
          String by =
              ","
                  + m.floats(0.002, 0.004, 0.006, 0.003, 0.005, 0.004, 0.002)
                  + ","
                  + m.integers(DataType.INT8, -128, 127, 7);
          String q = m.node("QuantizeLinear", "x" + by, "axis", -1);
          return m.node("DequantizeLinear", q + by, "axis", -1);
        });
    of(
        "blocked weights",
        21,
        m -> {
          String w = m.integers(DataType.INT8, -60, 60, 8, 4);
          String by = "," + m.weight(4, 4) + "," + m.integers(DataType.INT8, -9, 9, 4, 4);
          return m.node(
              "MatMul", "x," + m.node("DequantizeLinear", w + by, "axis", 0, "block_size", 2));
        },
        3,
        8);
    of(
        "blocked activations",
        21,
        m -> {
          String by =
              "," + m.matrix(3, 2, 0.002, 0.006) + "," + m.integers(DataType.INT8, -90, 90, 3, 2);
          String q = m.node("QuantizeLinear", "x" + by, "axis", 1, "block_size", 4);
          return m.node("DequantizeLinear", q + by, "axis", 1, "block_size", 4);
        },
        3,
        8);
    assertWithin(1.01, 4);
  }

  @Test
  void weightsOfAnyFormAreConstants() throws IOException, OrtException {
    map(
        "float weights that the graph quantises",
        13,
        m -> {
          String by = "," + m.number(0.01) + "," + m.integer(DataType.INT8, 0);
          String w =
              m.node("DequantizeLinear", m.node("QuantizeLinear", m.weight(4, 3, 3, 3) + by) + by);
          return m.node("Conv", "x," + w);
        });
    map(
        "int32 bias, per channel",
        13,
        m -> {
          String w = m.integers(DataType.INT8, -60, 60, 4, 3, 3, 3);
          String b = m.integers(DataType.INT32, -900, 900, 4);
          String scales = m.floats(0.01, 0.02, 0.03, 0.01);
          return m.node(
              "Conv",
              "x,"
                  + m.node("DequantizeLinear", w + "," + scales, "axis", 0)
                  + ","
                  + m.node("DequantizeLinear", b + "," + scales, "axis", 0));
        });
    assertWithin(1e-2, 2);
  }

  @Test
  void opsBetweenQuantisedValues() throws IOException, OrtException {
    map(
        "max pool",
        13,
        m -> around(m, q -> m.node("MaxPool", q, "kernel_shape", new int[] {2, 2})));
    map(
        "transpose",
        13,
        m -> around(m, q -> m.node("Transpose", q, "perm", new int[] {1, 0, 3, 2})));
    map("flatten", 13, m -> around(m, q -> m.node("Flatten", q)));
    map("concat", 13, m -> around(m, q -> m.node("Concat", q + "," + q, "axis", 1)));
    map(
        "pad with the zero point",
        13,
        m ->
            around(
                m,
                q ->
                    m.node(
                        "Pad",
                        q
                            + ","
                            + m.integers(0, 0, 1, 1, 0, 0, 1, 1)
                            + ","
                            + m.integer(DataType.UINT8, 90))));
    map(
        "pad with another",
        13,
        m ->
            around(
                m,
                q ->
                    m.node(
                        "Pad",
                        q
                            + ","
                            + m.integers(0, 0, 1, 1, 0, 0, 1, 1)
                            + ","
                            + m.integer(DataType.UINT8, 255))));
    map(
        "clip of fewer bits",
        13,
        m ->
            around(
                m,
                q ->
                    m.node(
                        "Clip",
                        q
                            + ","
                            + m.integer(DataType.UINT8, 50)
                            + ","
                            + m.integer(DataType.UINT8, 177))));
    map("integers as numbers", 13, m -> m.node("Cast", quantised(m), "to", 1));
    map(
        "read on another scale",
        13,
        m ->
            m.node(
                "DequantizeLinear",
                quantised(m) + "," + m.number(0.5) + "," + m.integer(DataType.UINT8, 3)));
    assertWithin(1.6, 9);
  }

  private static String quantised(OnnxModels m) {
    return m.node("QuantizeLinear", "x," + m.number(0.006) + "," + m.integer(DataType.UINT8, 90));
  }

  private static String around(OnnxModels m, Function<String, String> body) {
    return m.node(
        "DequantizeLinear",
        body.apply(quantised(m)) + "," + m.number(0.006) + "," + m.integer(DataType.UINT8, 90));
  }

  @Test
  void quantisedConvolutionsAndProducts() throws IOException, OrtException {
    for (int zero : new int[] {0, 70}) {
      map(
          "conv " + zero,
          13,
          m -> {
            String w = m.integers(DataType.INT8, -60, 60, 6, 1, 3, 3);
            String scales = m.floats(0.02, 0.01, 0.03, 0.02, 0.01, 0.02);
            String bias = m.integers(DataType.INT32, -2000, 2000, 6);
            String y = m.number(0.02) + "," + m.integer(DataType.UINT8, zero);
            String q =
                m.node(
                    "QLinearConv",
                    of(m, quantised(m))
                        + ","
                        + w
                        + ","
                        + scales
                        + ","
                        + m.integers(DataType.INT8, 0, 0, 6)
                        + ","
                        + y
                        + ","
                        + bias,
                    "group",
                    3,
                    "pads",
                    new int[] {1, 1, 1, 1});
            return m.node("DequantizeLinear", q + "," + y);
          });
    }
    of(
        "matmul",
        13,
        m -> {
          String w =
              m.integers(DataType.UINT8, 0, 60, 7, 5)
                  + ","
                  + m.number(0.02)
                  + ","
                  + m.integer(DataType.UINT8, 30);
          String y = m.number(0.03) + "," + m.integer(DataType.UINT8, 60);
          return m.node(
              "DequantizeLinear",
              m.node("QLinearMatMul", of(m, quantised(m)) + "," + w + "," + y) + "," + y);
        },
        6,
        7);
    of(
        "matmul with a scale per column",
        13,
        m -> {
          String w =
              m.integers(DataType.INT8, -60, 60, 7, 5)
                  + ","
                  + m.matrix(1, 5, 0.01, 0.02, 0.03)
                  + ","
                  + m.integers(DataType.INT8, 0, 0, 1, 5);
          String y = m.number(0.03) + "," + m.integer(DataType.UINT8, 60);
          String q = m.node("QLinearMatMul", of(m, quantised(m)) + "," + w + "," + y);
          return m.node("DequantizeLinear", q + "," + y);
        },
        6,
        7);
    for (String out : new String[] {"quantised", "real"}) {
      of(
          "gemm " + out,
          13,
          m -> {
            String w =
                m.integers(DataType.INT8, -60, 60, 5, 7)
                    + ","
                    + m.number(0.02)
                    + ","
                    + m.integer(DataType.INT8, 0);
            String bias = "," + m.integers(DataType.INT32, -3000, 3000, 5);
            String inputs = of(m, quantised(m)) + "," + w + bias;
            if (out.equals("real")) {
              return m.fused("QGemm", inputs, "transB", 1, "alpha", 1.0);
            }
            String y = m.number(0.03) + "," + m.integer(DataType.UINT8, 0);
            String q = m.fused("QGemm", inputs + "," + y, "transB", 1, "alpha", 1.0);
            return m.node("DequantizeLinear", q + "," + y);
          },
          6,
          7);
    }
    assertWithin(4, 6);
  }

  private static String of(OnnxModels m, String quantised) {
    return quantised + "," + m.number(0.006) + "," + m.integer(DataType.UINT8, 90);
  }

  @Test
  void opsOfOnnxRuntime() throws IOException, OrtException {
    for (String op : new String[] {"QLinearAdd", "QLinearMul"}) {
      map(
          op,
          13,
          m -> {
            String other = m.node("QuantizeLinear", m.weight(3, 1, 7) + "," + m.number(0.008));
            String y = m.number(0.004) + "," + m.integer(DataType.UINT8, 20);
            String inputs =
                of(m, quantised(m))
                    + ","
                    + other
                    + ","
                    + m.number(0.008)
                    + ","
                    + m.integer(DataType.UINT8, 0)
                    + ","
                    + y;
            return m.node("DequantizeLinear", m.fused(op, inputs) + "," + y);
          });
    }
    map(
        "QLinearConcat",
        13,
        m -> {
          String y = m.number(0.004) + "," + m.integer(DataType.UINT8, 20);
          String inputs = y + "," + of(m, quantised(m)) + "," + of(m, quantised(m));
          return m.node("DequantizeLinear", m.fused("QLinearConcat", inputs, "axis", 1) + "," + y);
        });
    map(
        "QLinearGlobalAveragePool",
        13,
        m -> unary(m, 0.0005, "QLinearGlobalAveragePool", "channels_last", 0));
    map(
        "QLinearAveragePool",
        13,
        m -> unary(m, 0.002, "QLinearAveragePool", "kernel_shape", new int[] {2, 3}));
    map(
        "QLinearAveragePool, channels last",
        13,
        m ->
            unary(
                m,
                0.002,
                "QLinearAveragePool",
                "kernel_shape",
                new int[] {2, 3},
                "channels_last",
                1));
    map(
        "QLinearConv, channels last",
        13,
        m -> {
          String y = m.number(0.02) + "," + m.integer(DataType.UINT8, 70);
          String w = m.integers(DataType.INT8, -60, 60, 6, 7, 3, 2) + "," + m.number(0.02);
          String inputs =
              of(m, quantised(m)) + "," + w + "," + m.integer(DataType.INT8, 0) + "," + y;
          String q =
              m.fused("QLinearConv", inputs, "channels_last", 1, "pads", new int[] {1, 0, 1, 0});
          return m.node("DequantizeLinear", q + "," + y);
        });
    map("QLinearSigmoid", 13, m -> unary(m, 0.002, "QLinearSigmoid"));
    map("QLinearLeakyRelu", 13, m -> unary(m, 0.002, "QLinearLeakyRelu", "alpha", 0.3));
    map("QLinearSoftmax", 13, m -> unary(m, 1 / 256.0, "QLinearSoftmax", "axis", -1, "opset", 13));
    assertWithin(4, 10);
  }

  private static String unary(OnnxModels m, double scale, String op, Object... attributes) {
    String y = m.number(scale) + "," + m.integer(DataType.UINT8, 40);
    return m.node(
        "DequantizeLinear", m.fused(op, of(m, quantised(m)) + "," + y, attributes) + "," + y);
  }

  @Test
  void dynamicQuantisationCutsOffNothing() throws IOException, OrtException {
    map(
        "ConvInteger",
        17,
        m -> {
          String w = m.integers(DataType.UINT8, 70, 190, 6, 3, 3, 3);
          String zero = m.integer(DataType.UINT8, 128);
          m.nodeOf("DynamicQuantizeLinear", "x", "xq,xs,xz");
          String sums = m.node("ConvInteger", "xq," + w + ",xz," + zero);
          String scales = m.node("Mul", "xs," + m.number(0.02));
          return m.node("Mul", m.node("Cast", sums, "to", 1) + "," + scales);
        });
    of(
        "MatMulInteger",
        17,
        m -> {
          String w = m.integers(DataType.INT8, -60, 60, 7, 5);
          m.nodeOf("DynamicQuantizeLinear", "x", "xq,xs,xz");
          String sums = m.node("MatMulInteger", "xq," + w + ",xz," + m.integer(DataType.INT8, 0));
          String scaled = m.node("Mul", m.node("Cast", sums, "to", 1) + ",xs");
          return m.node("Mul", scaled + "," + m.floats(0.01, 0.02, 0.03, 0.02, 0.01));
        },
        6,
        7);
    of(
        "MatMulIntegerToFloat",
        17,
        m -> {
          String w = m.integers(DataType.INT8, -60, 60, 7, 5);
          m.nodeOf("DynamicQuantizeLinear", "x", "xq,xs,xz");
          return m.fused(
              "MatMulIntegerToFloat",
              "xq,"
                  + w
                  + ",xs,"
                  + m.number(0.02)
                  + ",xz,"
                  + m.integer(DataType.INT8, 2)
                  + ","
                  + m.weight(5));
        },
        6,
        7);
    of(
        "DynamicQuantizeMatMul",
        17,
        m ->
            m.fused(
                "DynamicQuantizeMatMul",
                "x,"
                    + m.integers(DataType.INT8, -60, 60, 7, 5)
                    + ","
                    + m.number(0.02)
                    + ","
                    + m.integer(DataType.INT8, -3)
                    + ","
                    + m.weight(5)),
        6,
        7);
    assertWithin(4, 4);
  }

  @Test
  void integersOnAScaleOfTheirOwn() throws IOException, OrtException {
    of(
        "products of integers on a fixed scale",
        17,
        m -> {
          String w = m.integers(DataType.INT8, -60, 60, 7, 5);
          String sums =
              m.node(
                  "MatMulInteger",
                  quantised(m)
                      + ","
                      + w
                      + ","
                      + m.integer(DataType.UINT8, 90)
                      + ","
                      + m.integer(DataType.INT8, 4));
          return m.node("Mul", m.node("Cast", sums, "to", 1) + "," + m.number(0.01));
        },
        6,
        7);
    assertWithin(4, 1);
  }
}
